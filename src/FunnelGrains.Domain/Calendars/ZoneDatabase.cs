using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace FunnelGrains.Domain.Calendars;

/// <summary>The time zones this build knows: the tz database that NodaTime carries, never the machine's.</summary>
public static class ZoneDatabase
{
    /// <summary>The tz database's version, such as <c>2025b</c>. Due instants may change when it does, so it is stored with them.</summary>
    public static string Version => TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>Finds a zone by its IANA name (links such as <c>America/Buenos_Aires</c> included); bare offsets are no zones.</summary>
    public static bool TryFind(string? id, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        zone = id is not null && TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(id)
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            : null;
        return zone is not null;
    }
}
