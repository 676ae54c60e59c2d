using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

/// <summary>What became of one posted event.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventStatus>))]
public enum EventStatus
{
    /// <summary>Durable and counted.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The lead already had an event of this id; nothing changed.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Not an event that can be taken; <see cref="EventResult.Errors"/> says why. Repeating it is of no use.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The server could not say; to be sent again with the same id.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,
}
