using System.Text.Json.Serialization;

namespace FunnelGrains.Domain.Goals;

/// <summary>How long a goal runs before it begins again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalPeriod>))]
public enum GoalPeriod : byte
{
    /// <summary>Monday to Sunday.</summary>
    [JsonStringEnumMemberName("week")] Week,

    /// <summary>A calendar month.</summary>
    [JsonStringEnumMemberName("month")] Month,

    /// <summary>Three calendar months, from January, April, July or October.</summary>
    [JsonStringEnumMemberName("quarter")] Quarter,
}
