using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Goals;

/// <summary>What it means to reach a goal's target.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalKind>))]
public enum GoalKind : byte
{
    /// <summary>Gather at least the target by the period's end.</summary>
    [JsonStringEnumMemberName("reach")] Reach,

    /// <summary>Stay at or above the target.</summary>
    [JsonStringEnumMemberName("above")] Above,

    /// <summary>Stay at or below the target.</summary>
    [JsonStringEnumMemberName("below")] Below,
}
