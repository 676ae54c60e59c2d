using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Goals;

/// <summary>What a goal measures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalMetric>))]
public enum GoalMetric : byte
{
    /// <summary>Entries of a stage in the period.</summary>
    [JsonStringEnumMemberName("entered")] Entered,

    /// <summary>Wins of the period that stand.</summary>
    [JsonStringEnumMemberName("won")] Won,

    /// <summary>Their amounts in one currency.</summary>
    [JsonStringEnumMemberName("revenue")] Revenue,

    /// <summary>Touches that are not automated.</summary>
    [JsonStringEnumMemberName("touches")] Touches,

    /// <summary>Compliance of a clause, 0 to 1, by due instant.</summary>
    [JsonStringEnumMemberName("compliance")] Compliance,

    /// <summary>Median time to the first touch, in seconds.</summary>
    [JsonStringEnumMemberName("first_touch")] FirstTouch,
}
