using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>
/// How much of a clock's target has run, with its pauses and the thresholds that passed. Only clocks whose clause pauses or warns, or that moved to another version, have one.
/// </summary>
internal sealed class ClockRun
{
    private readonly Instant start;
    private readonly List<Interval> pauses = [];
    private HashSet<string>? passed;
    private Duration? target;

    public ClockRun(Instant start, Duration? target)
    {
        (this.start, From) = (start, start);
        this.target = Left = target;
    }

    /// <summary>What was left then had run until here: the start, the end of the last pause, or the move to another version.</summary>
    public Instant From { get; private set; }

    /// <summary>What is left of the target, from <see cref="From"/>; null where the target does not fit.</summary>
    public Duration? Left { get; private set; }

    /// <summary>Since when it is paused; null while it runs.</summary>
    public Instant? PausedAt { get; private set; }

    /// <summary>All pauses; one that holds on has no end.</summary>
    public IReadOnlyList<Interval> Pauses => PausedAt is { } since ? [.. pauses, new Interval(since, null)] : pauses;

    /// <summary>When the time runs out if nothing pauses it from here on; null where that cannot be reached.</summary>
    public Instant? DueFrom(CompiledClause clause, Instant from) => Left is { } left ? clause.Time.Add(from, left) : null;

    public void Pause(CompiledClause clause, Instant at)
    {
        RunTo(clause, at);
        PausedAt = at;
    }

    public void Resume(Instant at)
    {
        if (PausedAt is { } since && since < at) pauses.Add(new Interval(since, at));
        (PausedAt, From) = (null, at);
    }

    /// <summary>Reckons anew by the clause of another version, start and pauses being kept.</summary>
    /// <returns>False when by that clause the time had run out before: nothing is left, and no pause holds.</returns>
    public bool MoveTo(CompiledClause clause, Instant at)
    {
        target = Left = clause.Clause.Target.LengthFrom(start, clause.Calendar);
        From = start;
        foreach (var pause in pauses)
        {
            if (!RunTo(clause, pause.Start)) return RanOut(at);
            From = pause.End;
        }

        if (!RunTo(clause, PausedAt ?? at)) return RanOut(at);
        From = at;
        return true;
    }

    public bool HasPassed(string threshold) => passed?.Contains(threshold) == true;

    public void Pass(string threshold) => (passed ??= new(StringComparer.Ordinal)).Add(threshold);

    /// <summary>When a threshold before due passes while the clock runs on; at once if its part of the target has run already; null for never.</summary>
    public Instant? PassesAt(ClauseThreshold threshold, CompiledClause clause)
    {
        if (target is not { } whole || Left is not { } left) return null;
        var more = threshold.RunOf(whole) - (whole - left);
        return more <= Duration.Zero ? From : clause.Time.Add(From, more);
    }

    /// <returns>False when nothing is left.</returns>
    private bool RunTo(CompiledClause clause, Instant at)
    {
        if (Left is not { } left) return true;
        var open = clause.Time.Between(From, at);
        Left = left > open ? left - open : Duration.Zero;
        From = at;
        return left > open;
    }

    private bool RanOut(Instant at)
    {
        Resume(at);
        Left = Duration.Zero;
        return false;
    }
}
