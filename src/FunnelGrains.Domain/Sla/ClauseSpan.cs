using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>How long before its due a clock can have been started.</summary>
public static class ClauseSpan
{
    /// <summary>More than zones, closings and days of other lengths can move it.</summary>
    private static readonly Duration Margin = Duration.FromDays(14);

    private static readonly Duration Close = Duration.FromHours(1);

    /// <summary>
    /// An instant that is not after the last event before which a clock due at or after <paramref name="due"/> waits: its start, or the end of its last pause. A due never moves
    /// backward with the start, so it is found by halving, and a pause only takes time off what is left. A version that takes open clocks may end a pause of any length by time alone: after
    /// it any event may be the last.
    /// </summary>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="clause">The clause's key; null for all.</param>
    /// <param name="due">The instant.</param>
    public static Instant Earliest(AgreementBook book, string? clause, Instant due)
    {
        ArgumentNullException.ThrowIfNull(book);
        var earliest = book.Versions.SelectMany(version => version.Clauses).Where(compiled => clause is null || compiled.Clause.Key == clause)
            .Select(compiled => Earliest(compiled, due)).DefaultIfEmpty(due).Min() - Margin;
        return book.Versions.Skip(1).Any(version => version.Agreement is { Scope: AgreementScope.OpenClocks, InForceFrom: var at } && at >= earliest) ? Instant.MinValue : earliest;
    }

    private static Instant Earliest(CompiledClause clause, Instant due)
    {
        var (tooEarly, reaches) = (due - BusinessCalendar.Reach - Margin, due);
        while (reaches - tooEarly > Close)
        {
            var middle = tooEarly + ((reaches - tooEarly) / 2);
            if (clause.Clause.Target.DueFrom(middle, clause.Calendar) < due) tooEarly = middle;
            else reaches = middle;
        }

        return tooEarly;
    }
}
