using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Open time with pauses taken out: paused time is open time that does not count.</summary>
/// <remarks>Pauses are half-open intervals in wall time; only their open part matters. They may come in any order and overlap; one without an end lasts for ever.</remarks>
public static class PausedTime
{
    /// <summary>When a promise falls due.</summary>
    /// <param name="calendar">Whose open time counts.</param>
    /// <param name="start">The trigger's instant, open or not.</param>
    /// <param name="target">Open time promised; not negative.</param>
    /// <param name="pauses">The clock's pauses. Time that runs out exactly where a pause begins is due there.</param>
    /// <returns>The closing instant itself when the time runs out exactly at closing; null when a pause never ends, or when what is left after
    /// a pause (or after the start) does not run out within <see cref="BusinessCalendar.Reach"/> of it.</returns>
    public static Instant? Due(this BusinessCalendar calendar, Instant start, Duration target, IReadOnlyList<Interval> pauses)
    {
        if (pauses.Count == 0)
        {
            return calendar.Add(start, target);
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(target, Duration.Zero);
        var (from, left) = (start, target);
        foreach (var pause in Ascending(pauses))
        {
            if (Ended(pause, from))
            {
                continue;
            }
            var begins = pause.HasStart ? Instant.Max(pause.Start, from) : from;
            var open = calendar.Between(from, begins);
            if (left <= open)
            {
                break;
            }
            if (!pause.HasEnd)
            {
                return null;
            }
            (from, left) = (pause.End, left - open);
        }
        return calendar.Add(from, left);
    }

    /// <summary>The open time between two instants that no pause covers; zero when the second is not later than the first.</summary>
    public static Duration Worked(this BusinessCalendar calendar, Instant start, Instant end, IReadOnlyList<Interval> pauses)
    {
        var worked = Duration.Zero;
        var from = start;
        foreach (var pause in Ascending(pauses))
        {
            if (Ended(pause, from))
            {
                continue;
            }
            worked += calendar.Between(from, pause.HasStart ? Instant.Min(pause.Start, end) : from);
            if (!pause.HasEnd)
            {
                return worked;
            }
            from = pause.End;
        }
        return worked + calendar.Between(from, end);
    }

    private static bool Ended(Interval pause, Instant at) => pause.HasEnd && pause.End <= at;

    /// <summary>Ascending by start; overlaps need no joining, because both sums skip what an earlier pause already covered.</summary>
    private static IReadOnlyList<Interval> Ascending(IReadOnlyList<Interval> pauses)
    {
        for (var i = 1; i < pauses.Count; i++)
        {
            if (StartOf(pauses[i]) < StartOf(pauses[i - 1]))
            {
                return [.. pauses.OrderBy(StartOf)];
            }
        }
        return pauses;
    }

    private static Instant StartOf(Interval pause) => pause.HasStart ? pause.Start : Instant.MinValue;
}
