using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Whom a holiday binds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HolidayKind>))]
public enum HolidayKind : byte
{
    /// <summary>A holiday of the whole country, by law.</summary>
    [JsonStringEnumMemberName("national")] National,

    /// <summary>A holiday of one region, by its law.</summary>
    [JsonStringEnumMemberName("state")] State,

    /// <summary>A day on which many are closed and nobody must be (in Brazil <i>ponto facultativo</i>): closed only where it is chosen.</summary>
    [JsonStringEnumMemberName("optional")] Optional,
}
