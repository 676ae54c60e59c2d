using System.Text.Json.Serialization;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>When the two teams meet: every week on a weekday, or every month on the first to fourth or last one.</summary>
/// <param name="Key">For example <c>weekly</c>.</param>
/// <param name="Name">The meeting's name.</param>
/// <param name="Every">Weekly or monthly.</param>
/// <param name="Weekday">The day.</param>
/// <param name="Time">Local time of day, <c>HH:mm</c>, 00:00 to 23:59.</param>
/// <param name="Zone">IANA zone of that time.</param>
/// <param name="Week">Of a monthly meeting: which of the month's such weekdays, 1 to 4, or −1 for the last; null for a weekly one.</param>
[GenerateSerializer, Immutable, Alias("fg.meeting")]
public sealed record MeetingRhythm(string Key, LocalText Name, MeetingEvery Every, MeetingDay Weekday, string Time, string Zone, int? Week = null);

/// <summary>How often a meeting is held.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeetingEvery>))]
public enum MeetingEvery : byte
{
    /// <summary>Every week.</summary>
    [JsonStringEnumMemberName("week")] Week,

    /// <summary>Every month.</summary>
    [JsonStringEnumMemberName("month")] Month,
}

/// <summary>The weekday of a meeting, by the numbers of ISO 8601.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeetingDay>))]
public enum MeetingDay : byte
{
    /// <summary>Monday.</summary>
    [JsonStringEnumMemberName("mon")] Monday = 1,

    /// <summary>Tuesday.</summary>
    [JsonStringEnumMemberName("tue")] Tuesday,

    /// <summary>Wednesday.</summary>
    [JsonStringEnumMemberName("wed")] Wednesday,

    /// <summary>Thursday.</summary>
    [JsonStringEnumMemberName("thu")] Thursday,

    /// <summary>Friday.</summary>
    [JsonStringEnumMemberName("fri")] Friday,

    /// <summary>Saturday.</summary>
    [JsonStringEnumMemberName("sat")] Saturday,

    /// <summary>Sunday.</summary>
    [JsonStringEnumMemberName("sun")] Sunday,
}
