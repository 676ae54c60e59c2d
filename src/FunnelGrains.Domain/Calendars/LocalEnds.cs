using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Turns the ends of opening hours, written in local time, into instants where the local clock jumps.</summary>
internal static class LocalEnds
{
    /// <summary>An opening: the transition's instant in a gap, the earlier of two.</summary>
    internal static Instant Opening(DateTimeZone zone, LocalDate date, int minutes) => First(zone, At(date, minutes));

    /// <summary>A closing: the transition's instant in a gap, the later of two; <c>24:00</c> is the first instant of the next local date.</summary>
    internal static Instant Closing(DateTimeZone zone, LocalDate date, int minutes) =>
        minutes == OpenHours.EndOfDay ? StartOf(zone, date.PlusDays(1)) : Last(zone, At(date, minutes));

    /// <summary>The first instant of a local date; of a date the zone skipped, that of the next.</summary>
    internal static Instant StartOf(DateTimeZone zone, LocalDate date) => First(zone, date.AtMidnight());

    private static Instant First(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.First().ToInstant();
    }

    private static Instant Last(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.Last().ToInstant();
    }

    private static LocalDateTime At(LocalDate date, int minutes) => date.At(new LocalTime(minutes / 60, minutes % 60));
}
