using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>One run of a clause for a lead, while it is folded.</summary>
internal sealed class Clock
{
    private ClockView? view;
    private string? breachId;
    private ClockRun? run;
    private CompiledAgreement? later;

    public Clock(CompiledClause clause, CompiledAgreement version, string startEvent, int cycle, Instant start, bool paused, string owner, string? ownerSent)
    {
        (Compiled, later, StartEvent, Cycle, Start, Owner, OwnerSent) = (clause, version.NextForOpenClocks, startEvent, cycle, start, owner, ownerSent);
        if (clause.Clause.PauseWhile is null && clause.Thresholds.IsEmpty)
        {
            PlannedDue = Due = clause.Clause.Target.DueFrom(start, clause.Calendar);
        }
        else
        {
            run = new ClockRun(start, clause.Clause.Target.LengthFrom(start, clause.Calendar));
            PlannedDue = Due = run.DueFrom(clause, start);
            if (paused) Pause(start);
        }

        Plan();
    }

    /// <summary>The clause of the version in force at the start, or of a later one that took open clocks too.</summary>
    public CompiledClause Compiled { get; private set; }

    public Clause Clause => Compiled.Clause;

    public string StartEvent { get; }

    public int Cycle { get; }

    public Instant Start { get; }

    /// <summary>Null while paused, and where the calendar cannot reach it.</summary>
    public Instant? Due { get; private set; }

    /// <summary>Where it is counted while it waits: its due, and while paused the one it would have without that pause (of a clock that moved meanwhile, not before the move).</summary>
    public Instant? PlannedDue { get; private set; }

    /// <summary>The owner under whom it counts: the lead's own while it runs, then the one at the verdict.</summary>
    public string Owner { get; private set; }

    public string? OwnerSent { get; private set; }

    public ClockState State { get; private set; } = ClockState.Running;

    public Instant? Stop { get; private set; }

    /// <summary>Awaited: running or paused, or breached and neither stopped nor ended with its lead.</summary>
    public bool Open { get; private set; } = true;

    /// <summary>Running or paused.</summary>
    public bool Waits => State is ClockState.Running or ClockState.Paused;

    /// <summary>Non-automated touches since its start.</summary>
    public int Touches { get; set; }

    /// <summary>The version to which it moves next, if it still waits then; null for none.</summary>
    public CompiledAgreement? Later => Waits ? later : null;

    /// <summary>The threshold that passes next, and when, if nothing happens before.</summary>
    public (ClauseThreshold Threshold, Instant At)? NextThreshold { get; private set; }

    /// <summary>When something happens to it by time alone: strictly after this instant. <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant NextAt { get; private set; }

    /// <summary>In wall time; the last has no end while it is paused.</summary>
    public IReadOnlyList<Interval> Pauses => run?.Pauses ?? [];

    /// <summary>The owner changed.</summary>
    public void Assign(string counted, string? sent) => (Owner, OwnerSent, view) = (counted, sent, null);

    /// <summary>The verdict, or a late stop.</summary>
    public void Become(ClockState state, Instant? stop, bool open, string counted, string? sent)
    {
        (State, Stop, Open, Owner, OwnerSent, view) = (state, stop, open, counted, sent, null);
        Plan();
    }

    public void Pause(Instant at)
    {
        run!.Pause(Compiled, at);
        (State, Due, view) = (ClockState.Paused, null, null);
        Plan();
    }

    public void Resume(Instant at)
    {
        run!.Resume(at);
        PlannedDue = Due = run.DueFrom(Compiled, at);
        (State, view) = (ClockState.Running, null);
        Plan();
    }

    /// <summary>Moves to the clause of a later version, start and pauses being kept; the new due is never before that version's force.</summary>
    /// <param name="clause">The clause there.</param>
    /// <param name="version">The version.</param>
    /// <param name="at">When it takes force.</param>
    /// <param name="pauses">Whether its condition of pausing holds then.</param>
    public void MoveTo(CompiledClause clause, CompiledAgreement version, Instant at, bool pauses)
    {
        run ??= new ClockRun(Start, null);
        (Compiled, later, view) = (clause, version.NextForOpenClocks, null);
        var left = run.MoveTo(clause, at);
        if (State == ClockState.Paused && left && pauses)
        {
            PlannedDue = run.DueFrom(clause, run.PausedAt!.Value) is { } planned ? Instant.Max(at, planned) : null;
        }
        else
        {
            run.Resume(at);
            (State, PlannedDue) = (ClockState.Running, run.DueFrom(clause, at));
            Due = PlannedDue;
            if (pauses && left && !(Due <= at)) Pause(at);
        }

        Plan();
    }

    /// <summary>A threshold passed; it will not pass again.</summary>
    public void Pass(ClauseThreshold threshold)
    {
        run!.Pass(KeyOf(threshold));
        Plan();
    }

    /// <summary>The identity of this clock's breach; the clock has a due.</summary>
    public string BreachId(string lead) => breachId ??= Sla.BreachId.Of(lead, Clause.Key, StartEvent, Due!.Value);

    public ClockView View() => view ??= new ClockView(
        Clause.Key, StartEvent, Cycle, State, Start, Due, Stop, OwnerSent, Clause.Team, Open, State == ClockState.Paused ? run!.Left : null);

    private void Plan()
    {
        NextAt = State == ClockState.Running ? Due ?? Instant.MaxValue : Instant.MaxValue;
        if (Later is { } version && version.Agreement.InForceFrom < NextAt) NextAt = version.Agreement.InForceFrom;
        NextThreshold = Compiled.Thresholds.IsEmpty ? null : FindThreshold();
        if (NextThreshold is { At: var at } && at < NextAt) NextAt = at;
    }

    private (ClauseThreshold, Instant)? FindThreshold()
    {
        (ClauseThreshold, Instant At)? first = null;
        foreach (var threshold in Compiled.Thresholds)
        {
            if (run!.HasPassed(KeyOf(threshold))) continue;
            var passes = threshold.IsAfterDue
                ? State == ClockState.Breached && Open ? Compiled.Time.Add(Due!.Value, threshold.After) : null
                : State == ClockState.Running ? run.PassesAt(threshold, Compiled) : null;
            if (passes is { } at && (first is null || at < first.Value.At)) first = (threshold, at);
        }

        return first;
    }

    private static string KeyOf(ClauseThreshold threshold) => threshold.Step is null ? threshold.Moment : $"step:{threshold.Step}";
}
