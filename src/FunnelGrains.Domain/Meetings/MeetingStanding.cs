using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Meetings;

/// <summary>What became of a meeting.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeetingStanding>))]
public enum MeetingStanding : byte
{
    /// <summary>Its time has come, and its figures are being taken.</summary>
    [JsonStringEnumMemberName("due")] Due,

    /// <summary>Its figures are frozen.</summary>
    [JsonStringEnumMemberName("made")] Made,

    /// <summary>Nobody was up at its time, and a later one of the same rhythm had come when somebody was: it has no figures.</summary>
    [JsonStringEnumMemberName("missed")] Missed,
}
