using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>The clocks of one lead, while its events are folded.</summary>
internal sealed class LeadClocks(AgreementBook book, LeadOrigin origin)
{
    /// <summary>In the order of their starts.</summary>
    private readonly List<Clock> all = [];

    /// <summary>Clocks that an event may still change: running, or breached and not stopped in their cycle.</summary>
    private readonly List<Clock> live = [];
    private readonly List<Clock> breached = [];
    private ImmutableArray<ClockView>? views;
    private ImmutableSortedDictionary<string, string> attributes = LeadAttributes.None.Other;

    /// <summary>Those clocks that were breached, stopped late or not, in the order of their verdicts.</summary>
    public IReadOnlyList<Clock> Breached => breached;

    /// <summary>Moves whenever a clock does.</summary>
    public int Version { get; private set; }

    /// <summary>All clocks as facts say them.</summary>
    public ImmutableArray<ClockView> Views => views ??= [.. all.Select(clock => clock.View())];

    /// <summary>The running clock that falls due first; null when none has a due.</summary>
    public Clock? Next { get; private set; }

    /// <summary>The latest due that was judged a breach: an event at or before it is late evidence, even when it is the lead's newest.</summary>
    public Instant? JudgedThrough { get; private set; }

    /// <summary>Attributes after the events so far but for the origin's three: name to JSON text.</summary>
    public ImmutableSortedDictionary<string, string> Attributes => attributes;

    public void Learn(LeadAttributes learned)
    {
        if (!learned.Other.IsEmpty) attributes = attributes.SetItems(learned.Other);
        Learn("medium", learned.Medium);
        Learn("currency", learned.Currency);
        if (learned.Value is { } value) attributes = attributes.SetItem("value", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Learn(string name, string? text)
    {
        if (text is not null) attributes = attributes.SetItem(name, AttributeText.Json(text));
    }

    /// <summary>Breaches every running clock whose due is before the instant.</summary>
    public void AdvanceTo(Instant asOf, CountedValue owner, FactSheet sheet)
    {
        while (Next is { Due: { } due } clock && due < asOf)
        {
            CountRunning(clock, -1, sheet);
            Become(clock, ClockState.Breached, null, true, owner.Counted, owner.Sent);
            breached.Add(clock);
            Count(Measure.ClauseBreached, due, clock, 1, sheet);
            CountOpenBreach(clock, 1, sheet);
            JudgedThrough = due;
            FindNext();
        }
    }

    /// <summary>Stops, cancels and starts what an event stops, cancels and starts; clocks are judged up to its instant already.</summary>
    public void Take(
        in FoldedEvent happened, Instant at, CompiledAgreement version, LeadCycle cycle, CountedValue owner, FactSheet sheet)
    {
        ImmutableArray<string> stopped = [];
        for (var i = 0; i < live.Count; i++)
        {
            var clock = live[i];
            if (happened.Touch) clock.Touches++;
            if (!happened.SatisfiesNothing && clock.Clause.Stop.AnyPulls(happened, clock.Touches))
            {
                if (clock.State == ClockState.Running) stopped = stopped.Add(clock.Clause.Key);
                Stop(clock, at, owner, sheet);
            }
            else if (!clock.Open)
            {
                continue;
            }
            else if (happened.Ends || clock.Clause.CancelWhen.AnyPulls(happened, clock.Touches) || !Applies(clock.Clause))
            {
                Cancel(clock, at, owner, sheet);
            }
            else if (happened.Type == EventType.Assigned && clock.State == ClockState.Running)
            {
                CountRunning(clock, -1, sheet);
                Become(clock, ClockState.Running, null, true, owner.Counted, owner.Sent);
                CountRunning(clock, 1, sheet);
            }
        }

        for (var i = live.Count - 1; i >= 0; i--)
            if (live[i] is var clock && (clock.Cycle != cycle.Number || clock.State is not (ClockState.Running or ClockState.Breached))) live.RemoveAt(i);
        foreach (var clause in version.Clauses)
            if (clause.Clause.Start.Pulls(happened, cycle.Touches) && !stopped.Contains(clause.Clause.Key, StringComparer.Ordinal))
                StartClock(clause, happened.Row, at, cycle, owner, sheet);
        FindNext();
    }

    private void Stop(Clock clock, Instant at, CountedValue owner, FactSheet sheet)
    {
        if (clock.State == ClockState.Running)
        {
            CountRunning(clock, -1, sheet);
            Become(clock, ClockState.Met, at, false, owner.Counted, owner.Sent);
            if (clock.Due is { } due) Count(Measure.ClauseMet, due, clock, 1, sheet);
        }
        else
        {
            if (clock.Open) CountOpenBreach(clock, -1, sheet);
            Become(clock, ClockState.MetLate, at, false, clock.Owner, clock.OwnerSent);
        }
    }

    /// <summary>After due nothing is cancelled: the breach stands, but nobody waits for its repair any more.</summary>
    private void Cancel(Clock clock, Instant at, CountedValue owner, FactSheet sheet)
    {
        if (clock.State == ClockState.Running)
        {
            CountRunning(clock, -1, sheet);
            Become(clock, ClockState.Cancelled, at, false, owner.Counted, owner.Sent);
        }
        else
        {
            CountOpenBreach(clock, -1, sheet);
            Become(clock, ClockState.Breached, null, false, clock.Owner, clock.OwnerSent);
        }
    }

    private void StartClock(
        CompiledClause clause, JournalRow row, Instant at, LeadCycle cycle, CountedValue owner, FactSheet sheet)
    {
        if (!Applies(clause.Clause)) return;
        foreach (var other in live)
            if (other.State == ClockState.Running && other.Clause.Key == clause.Clause.Key) return;
        var due = clause.Clause.Target.DueFrom(at, clause.Calendar);
        var clock = new Clock(clause, row.Event.Id, cycle.Number, at, due, owner.Counted, owner.Sent);
        all.Add(clock);
        live.Add(clock);
        Moved();
        CountRunning(clock, 1, sheet);
    }

    private void Become(Clock clock, ClockState state, Instant? stop, bool open, string counted, string? sent)
    {
        clock.Become(state, stop, open, counted, sent);
        Moved();
    }

    private void Moved()
    {
        Version++;
        views = null;
    }

    private bool Applies(Clause clause)
    {
        if (clause.AppliesTo is not { IsEmpty: false } filter) return true;
        foreach (var (name, value) in filter)
        {
            var actual = name switch
            {
                "source" => origin.Source.Sent,
                "campaign" => origin.Campaign.Sent,
                "segment" => origin.Segment.Sent,
                _ => attributes.TryGetValue(name, out var json) ? AttributeText.Of(json) : null,
            };
            if (actual != value) return false;
        }

        return true;
    }

    private void FindNext()
    {
        Next = null;
        foreach (var clock in live)
            if (clock is { State: ClockState.Running, Due: { } due } && (Next is null || due < Next.Due)) Next = clock;
    }

    private void CountRunning(Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, Measure.ClauseRunning, clock.Due is { } due ? book.DayOf(due) : Cell.NoDay, clock.Clause.Key, MomentOf(clock), n);

    private void CountOpenBreach(Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, Measure.BreachesOpen, Cell.NoDay, clock.Clause.Key, MomentOf(clock), n);

    private void Count(Measure measure, Instant due, Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, measure, book.DayOf(due), clock.Clause.Key, MomentOf(clock), n);

    /// <summary>A clock counts for the team that made the promise, and for the owner of its moment.</summary>
    private static FactMoment MomentOf(Clock clock) => new(clock.Owner, clock.Clause.Team);
}
