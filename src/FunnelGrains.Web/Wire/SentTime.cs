using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Web.Wire;

/// <summary>A time as senders write it: ISO 8601 with an offset, in the years 1 to 9998. A year more at either end there are times whose instants no calendar holds.</summary>
internal static class SentTime
{
    private const int FirstYear = 1, LastYear = 9998;

    /// <summary>What is said of a text that cannot be read.</summary>
    public const string Expected = "must be a date and time with an offset, such as 2026-11-02T09:15:00.000-03:00";

    /// <returns>Null for what is no such time.</returns>
    public static Instant? Read(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } time } ? time.ToInstant() : null;
}
