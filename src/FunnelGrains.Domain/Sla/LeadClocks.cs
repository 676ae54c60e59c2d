using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>The clocks of one lead, while its events are folded: what events do to them.</summary>
internal sealed partial class LeadClocks(AgreementBook book, LeadOrigin origin)
{
    /// <summary>In the order of their starts.</summary>
    private readonly List<Clock> all = [];

    /// <summary>Clocks that an event may still change: running, paused, or breached and not stopped in their cycle.</summary>
    private readonly List<Clock> live = [];
    private ImmutableArray<ClockView>? views;
    private ImmutableSortedDictionary<string, string> attributes = LeadAttributes.None.Other;
    private string stage = "";

    /// <summary>All clocks, in the order of their starts.</summary>
    public IReadOnlyList<Clock> All => all;

    /// <summary>Moves whenever a clock does.</summary>
    public int Version { get; private set; }

    /// <summary>All clocks as facts say them.</summary>
    public ImmutableArray<ClockView> Views => views ??= [.. all.Select(clock => clock.View())];

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

    /// <summary>Stops, cancels, pauses and starts what an event does so; clocks are judged up to its instant already.</summary>
    /// <param name="happened">What the event did.</param>
    /// <param name="at">When.</param>
    /// <param name="version">The version in force then.</param>
    /// <param name="cycle">The cycle since.</param>
    /// <param name="now">The current stage since.</param>
    /// <param name="owner">The owner since.</param>
    /// <param name="sheet">Where changes of counts are noted.</param>
    public void Take(
        in FoldedEvent happened, Instant at, CompiledAgreement version, LeadCycle cycle, string now, CountedValue owner, FactSheet sheet)
    {
        stage = now;
        ImmutableArray<string> stopped = [];
        for (var i = 0; i < live.Count; i++)
        {
            var clock = live[i];
            if (happened.Touch) clock.Touches++;
            if (!happened.SatisfiesNothing && clock.Clause.Stop.AnyPulls(happened, clock.Touches))
            {
                if (clock.Waits) stopped = stopped.Add(clock.Clause.Key);
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
            else if (clock.Waits)
            {
                if (happened.Type == EventType.Assigned) Assign(clock, owner, sheet);
                if (clock.Clause.PauseWhile is { } condition) PauseOrResume(clock, Holds(condition), at, sheet);
            }
        }

        for (var i = live.Count - 1; i >= 0; i--)
            if (live[i] is var clock && (clock.Cycle != cycle.Number || !(clock.Waits || clock.State == ClockState.Breached))) live.RemoveAt(i);
        foreach (var clause in version.Clauses)
            if (clause.Clause.Start.Pulls(happened, cycle.Touches) && !stopped.Contains(clause.Clause.Key, StringComparer.Ordinal))
                StartClock(clause, version, happened.Row, at, cycle, owner, sheet);
        FindNext();
    }

    private void Stop(Clock clock, Instant at, CountedValue owner, FactSheet sheet)
    {
        if (clock.Waits)
        {
            CountRunning(clock, -1, sheet);
            if (clock.State == ClockState.Paused) clock.Resume(at);
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
        if (clock.Waits)
        {
            CountRunning(clock, -1, sheet);
            if (clock.State == ClockState.Paused) clock.Resume(at);
            Become(clock, ClockState.Cancelled, at, false, owner.Counted, owner.Sent);
        }
        else
        {
            CountOpenBreach(clock, -1, sheet);
            Become(clock, ClockState.Breached, null, false, clock.Owner, clock.OwnerSent);
        }
    }

    private void Assign(Clock clock, CountedValue owner, FactSheet sheet)
    {
        CountRunning(clock, -1, sheet);
        clock.Assign(owner.Counted, owner.Sent);
        CountRunning(clock, 1, sheet);
        Moved();
    }

    /// <summary>A pause acts only before due: one that begins at the due instant itself changes nothing.</summary>
    private void PauseOrResume(Clock clock, bool pauses, Instant at, FactSheet sheet)
    {
        if (pauses == (clock.State == ClockState.Paused) || (pauses && clock.Due <= at)) return;
        CountRunning(clock, -1, sheet);
        if (pauses) clock.Pause(at);
        else clock.Resume(at);
        CountRunning(clock, 1, sheet);
        Moved();
    }

    private void StartClock(
        CompiledClause clause, CompiledAgreement version, JournalRow row, Instant at, LeadCycle cycle, CountedValue owner, FactSheet sheet)
    {
        if (!Applies(clause.Clause)) return;
        foreach (var other in live)
            if (other.Waits && other.Clause.Key == clause.Clause.Key) return;
        var pauses = clause.Clause.PauseWhile is { } condition && Holds(condition);
        var clock = new Clock(clause, version, row.Event.Id, cycle.Number, at, pauses, owner.Counted, owner.Sent);
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

    private bool Applies(Clause clause) => clause.AppliesTo is not { IsEmpty: false } filter || Holds(filter);

    private bool Holds(PauseCondition condition) =>
        (condition.Stages is not { } stages || stages.Contains(stage, StringComparer.Ordinal)) && (condition.Attributes is not { } values || Holds(values));

    private bool Holds(ImmutableSortedDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
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
}
