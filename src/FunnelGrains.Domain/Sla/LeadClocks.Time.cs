using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>What time alone does to clocks: breaches, thresholds, moves to a later version; and where they are counted.</summary>
internal sealed partial class LeadClocks
{
    private readonly List<Clock> breached = [];
    private readonly List<PassedThreshold> passed = [];

    /// <summary>Those clocks that were breached, stopped late or not, in the order of their verdicts.</summary>
    public IReadOnlyList<Clock> Breached => breached;

    /// <summary>The warnings and escalation steps that passed, in their order.</summary>
    public IReadOnlyList<PassedThreshold> Passed => passed;

    /// <summary>The running clock that falls due first; null when none has a due.</summary>
    public Clock? Next { get; private set; }

    /// <summary>Strictly after which instant time alone does something; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant NextAt { get; private set; } = Instant.MaxValue;

    /// <summary>The latest instant at which time alone did something: an event at or before it is late evidence, even when it is the lead's newest.</summary>
    public Instant? JudgedThrough { get; private set; }

    /// <summary>
    /// Does what time does before the instant: breaches running clocks whose due is before it, passes thresholds, moves clocks to versions that took force. All events of an
    /// instant act before what time does at it; of that, a clock's move comes first, then its thresholds, then its breach.
    /// </summary>
    public void AdvanceTo(Instant asOf, CountedValue owner, FactSheet sheet)
    {
        while (NextAt < asOf)
        {
            var at = NextAt;
            var clock = live.Find(clock => clock.NextAt == at)!;
            if (clock.Later is { } version && version.Agreement.InForceFrom == at) Move(clock, at, owner, sheet);
            else if (clock.NextThreshold is { } next && next.At == at) Pass(clock, next.Threshold, at, owner);
            else Breach(clock, at, owner, sheet);
            JudgedThrough = at;
            FindNext();
        }
    }

    private void Breach(Clock clock, Instant due, CountedValue owner, FactSheet sheet)
    {
        CountRunning(clock, -1, sheet);
        Become(clock, ClockState.Breached, null, true, owner.Counted, owner.Sent);
        breached.Add(clock);
        Count(Measure.ClauseBreached, due, clock, 1, sheet);
        CountOpenBreach(clock, 1, sheet);
    }

    private void Pass(Clock clock, ClauseThreshold threshold, Instant at, CountedValue owner)
    {
        clock.Pass(threshold);
        var announceAt = threshold.IsAfterDue ? at + clock.Compiled.Grace : at;
        passed.Add(new PassedThreshold(clock, threshold, at, announceAt, clock.Due, owner.Sent, clock.Clause.Team));
        Moved();
    }

    /// <summary>A clause that is absent there, or no longer applies, cancels its clock.</summary>
    private void Move(Clock clock, Instant at, CountedValue owner, FactSheet sheet)
    {
        var version = clock.Later!;
        if (version.FindClause(clock.Clause.Key) is not { } clause || !Applies(clause.Clause))
        {
            Cancel(clock, at, owner, sheet);
            live.Remove(clock);
            return;
        }

        CountRunning(clock, -1, sheet);
        clock.MoveTo(clause, version, at, clause.Clause.PauseWhile is { } condition && Holds(condition));
        CountRunning(clock, 1, sheet);
        Moved();
    }

    private void FindNext()
    {
        (Next, NextAt) = (null, Instant.MaxValue);
        foreach (var clock in live)
        {
            if (clock is { State: ClockState.Running, Due: { } due } && (Next is null || due < Next.Due)) Next = clock;
            if (clock.NextAt < NextAt) NextAt = clock.NextAt;
        }
    }

    private void CountRunning(Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, Measure.ClauseRunning, clock.PlannedDue is { } due ? book.DayOf(due) : Cell.NoDay, clock.Clause.Key, MomentOf(clock), n);

    private void CountOpenBreach(Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, Measure.BreachesOpen, Cell.NoDay, clock.Clause.Key, MomentOf(clock), n);

    private void Count(Measure measure, Instant due, Clock clock, long n, FactSheet sheet) =>
        origin.Count(sheet, measure, book.DayOf(due), clock.Clause.Key, MomentOf(clock), n);

    /// <summary>A clock counts for the team that made the promise, and for the owner of its moment.</summary>
    internal static FactMoment MomentOf(Clock clock) => new(clock.Owner, clock.Clause.Team);
}
