using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Meetings;

/// <summary>The instants of a rhythm. A time of day that the zone's clock skips is the instant of the jump, one that it shows twice the earlier: as an opening of a calendar.</summary>
public static class MeetingTimes
{
    /// <summary>The instants after one and up to another, ascending.</summary>
    /// <param name="rhythm">A valid rhythm.</param>
    /// <param name="after">Exclusive.</param>
    /// <param name="through">Inclusive.</param>
    /// <exception cref="ArgumentException">The rhythm's zone or time is none; a valid agreement has no such rhythm.</exception>
    public static IEnumerable<Instant> Between(MeetingRhythm rhythm, Instant after, Instant through)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        var (zone, minutes) = Parts(rhythm);
        // A day before: where the clock jumps over midnight, a meeting of the date before lies on this one.
        return DatesFrom(rhythm, after.InZone(zone).Date.PlusDays(-1)).Select(date => LocalEnds.Opening(zone, date, minutes))
            .SkipWhile(at => at <= after).TakeWhile(at => at <= through);
    }

    /// <summary>The last instant before another; at most 35 days before it.</summary>
    public static Instant Before(MeetingRhythm rhythm, Instant at)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        var (zone, minutes) = Parts(rhythm);
        return DatesFrom(rhythm, at.InZone(zone).Date.PlusDays(-37)).Select(date => LocalEnds.Opening(zone, date, minutes)).TakeWhile(one => one < at).Last();
    }

    private static (DateTimeZone Zone, int Minutes) Parts(MeetingRhythm rhythm) =>
        ZoneDatabase.TryFind(rhythm.Zone, out var zone) && OpenHours.TryParseTime(rhythm.Time, out var minutes)
            ? (zone, minutes)
            : throw new ArgumentException($"{rhythm.Key} has no zone or no time", nameof(rhythm));

    private static IEnumerable<LocalDate> DatesFrom(MeetingRhythm rhythm, LocalDate first) => rhythm.Every == MeetingEvery.Week
        ? Weekly(first.PlusDays(((int)rhythm.Weekday - (int)first.DayOfWeek + 7) % 7))
        : Monthly(rhythm, first).SkipWhile(date => date < first);

    private static IEnumerable<LocalDate> Weekly(LocalDate date)
    {
        for (; ; date = date.PlusWeeks(1)) yield return date;
    }

    private static IEnumerable<LocalDate> Monthly(MeetingRhythm rhythm, LocalDate from)
    {
        for (var month = new LocalDate(from.Year, from.Month, 1); ; month = month.PlusMonths(1))
        {
            var first = month.PlusDays(((int)rhythm.Weekday - (int)month.DayOfWeek + 7) % 7);
            if (rhythm.Week is { } week and > 0) yield return first.PlusWeeks(week - 1);
            else yield return first.PlusWeeks(first.PlusWeeks(4).Month == month.Month ? 4 : 3);
        }
    }
}
