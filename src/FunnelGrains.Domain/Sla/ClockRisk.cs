using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>How a running clock stands now; derived from its due alone, never stored (semantics.md, section 4).</summary>
/// <param name="IsAtRisk">It has passed a warning of its clause; of a clause without warnings it is in the last quarter of its target.</param>
/// <param name="IsOutsideHours">Its time stands still, because the clause's calendar is closed now; never of elapsed units.</param>
/// <param name="Left">Until due, in the clause's own time.</param>
public sealed record ClockRisk(bool IsAtRisk, bool IsOutsideHours, Duration Left)
{
    /// <summary>From when on a clause without warnings is at risk.</summary>
    private static readonly ClauseThreshold LastQuarter = new(new ClauseMoment(Share: 0.75m), null);

    /// <summary>Reckons it.</summary>
    /// <param name="clock">A clock that runs and has a due.</param>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="now">The present.</param>
    /// <remarks>Pauses are in due already: a threshold has passed if and only if no more is left than it leaves of the whole.</remarks>
    public static ClockRisk Of(ClockView clock, AgreementBook book, Instant now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(book);
        var due = clock.Due ?? throw new ArgumentException("The clock has no due", nameof(clock));
        if (ClauseOf(clock, book, now) is not { } clause) return new ClockRisk(false, false, due > now ? due - now : Duration.Zero);
        var left = clause.Time.Between(now, due);
        return new ClockRisk(HasPassed(clause, clock.Start, left), !clause.Time.IsOpen(now), left);
    }

    private static bool HasPassed(CompiledClause clause, Instant start, Duration left)
    {
        if (clause.Clause.Target.LengthFrom(start, clause.Calendar) is not { } whole) return false;
        var warnings = clause.Thresholds.Where(threshold => threshold is { Step: null, IsAfterDue: false }).DefaultIfEmpty(LastQuarter);
        return warnings.Any(threshold => left <= whole - threshold.RunOf(whole));
    }

    /// <summary>The clause of the version that the clock is pinned to: of its start, and of each later one since that took open clocks too.</summary>
    private static CompiledClause? ClauseOf(ClockView clock, AgreementBook book, Instant now)
    {
        var version = book.At(clock.Start);
        while (version.NextForOpenClocks is { } next && next.Agreement.InForceFrom < now) version = next;
        return book.FindClause(clock.Clause, version);
    }
}
