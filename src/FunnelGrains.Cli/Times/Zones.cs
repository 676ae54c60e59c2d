using NodaTime;

namespace FunnelGrains.Cli.Times;

/// <summary>Local times become instants here, and nowhere else.</summary>
internal static class Zones
{
    private const int MostOffset = 14 * 3600;

    /// <exception cref="CliException">The tz database has no such zone.</exception>
    public static DateTimeZone Find(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? throw CliException.OfUsage($"'{id}' is not a time zone; give an IANA name such as America/Sao_Paulo.");

    /// <summary>A local time that the zone skips is the instant of the transition; of one that occurs twice, the earlier.</summary>
    public static ZonedDateTime At(this DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End.InZone(zone) : mapping.First();
    }

    /// <summary>With its offset, or in UTC where a <see cref="DateTimeOffset"/> cannot hold that: beyond 14 hours, or with seconds.</summary>
    public static DateTimeOffset Exactly(this OffsetDateTime time) =>
        time.Offset.Seconds % 60 == 0 && Math.Abs(time.Offset.Seconds) <= MostOffset ? time.ToDateTimeOffset() : time.ToInstant().ToDateTimeOffset();

    /// <summary>With the zone's offset, or in UTC where that offset has seconds (before the zones were standardised).</summary>
    public static DateTimeOffset Exactly(this ZonedDateTime time) =>
        time.Offset.Seconds % 60 == 0 ? time.ToDateTimeOffset() : time.ToInstant().ToDateTimeOffset();
}
