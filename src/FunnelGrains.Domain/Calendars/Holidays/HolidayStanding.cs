using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>What a calendar makes of a holiday.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HolidayStanding>))]
public enum HolidayStanding : byte
{
    /// <summary>Closed by an exception, for the part of the day that the holiday closes.</summary>
    [JsonStringEnumMemberName("closed")] Closed,

    /// <summary>The calendar has hours of its own on the date, which stay.</summary>
    [JsonStringEnumMemberName("own_hours")] OwnHours,

    /// <summary>Struck off: open as on any other day.</summary>
    [JsonStringEnumMemberName("struck_off")] StruckOff,

    /// <summary>Optional and not chosen: open as on any other day.</summary>
    [JsonStringEnumMemberName("not_chosen")] NotChosen,
}
