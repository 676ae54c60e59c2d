using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Meetings;

/// <summary>What a meeting looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeetingKind>))]
public enum MeetingKind : byte
{
    /// <summary>How near the goal, what is left, broken promises: by the workspace's weeks.</summary>
    [JsonStringEnumMemberName("weekly")] Weekly,

    /// <summary>Results, conversion, sources, forecast against outcome: by its months.</summary>
    [JsonStringEnumMemberName("monthly")] Monthly,
}
