using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Goals;

/// <summary>How a goal stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalStatus>))]
public enum GoalStatus : byte
{
    /// <summary>Too early to say, or nothing to compare with.</summary>
    [JsonStringEnumMemberName("no_verdict")] NoVerdict,

    /// <summary>At pace.</summary>
    [JsonStringEnumMemberName("on_track")] OnTrack,

    /// <summary>Under pace, within what a good stretch repairs.</summary>
    [JsonStringEnumMemberName("behind")] Behind,

    /// <summary>Far under pace.</summary>
    [JsonStringEnumMemberName("at_risk")] AtRisk,

    /// <summary>The period ended and the target is kept.</summary>
    [JsonStringEnumMemberName("reached")] Reached,

    /// <summary>The period ended and the target is not kept.</summary>
    [JsonStringEnumMemberName("missed")] Missed,
}
