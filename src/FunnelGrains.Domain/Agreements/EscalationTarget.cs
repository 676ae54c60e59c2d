using System.Text.Json.Serialization;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>Whom a step of an escalation tells.</summary>
/// <param name="Who">What kind of recipient.</param>
/// <param name="Channel">The channel's name, for <see cref="EscalationRole.Channel"/> alone; null else.</param>
[GenerateSerializer, Immutable, Alias("fg.escalation.to")]
public sealed record EscalationTarget(EscalationRole Who, string? Channel = null);

/// <summary>Kinds of recipients.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EscalationRole>))]
public enum EscalationRole : byte
{
    /// <summary>The lead's owner.</summary>
    [JsonStringEnumMemberName("owner")] Owner,

    /// <summary>The manager of the clause's team.</summary>
    [JsonStringEnumMemberName("team_manager")] TeamManager,

    /// <summary>A channel by name.</summary>
    [JsonStringEnumMemberName("channel")] Channel,
}
