using System.Text.Json.Serialization;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>What being in a stage means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageKind>))]
public enum StageKind : byte
{
    /// <summary>On the way.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>Became a customer.</summary>
    [JsonStringEnumMemberName("won")] Won,

    /// <summary>An exit: lost.</summary>
    [JsonStringEnumMemberName("lost")] Lost,

    /// <summary>An exit: refused at the handoff.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,
}

/// <summary>A text in the product's two languages.</summary>
[GenerateSerializer, Immutable, Alias("fg.text")]
public sealed record LocalText(string Pt, string En);

/// <summary>A team that is party to the agreement.</summary>
/// <param name="Key">For example <c>marketing</c>.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Calendar">Key of its working calendar.</param>
[GenerateSerializer, Immutable, Alias("fg.team")]
public sealed record Team(string Key, LocalText Name, string Calendar);

/// <summary>A step of the funnel.</summary>
/// <param name="Key">For example <c>mql</c>; never reused for another meaning.</param>
/// <param name="Name">The name on pages.</param>
/// <param name="Team">Key of the team that owns it.</param>
/// <param name="Kind">Open and won stages stand in the funnel in the order of the list; lost and rejected ones are exits.</param>
[GenerateSerializer, Immutable, Alias("fg.stage")]
public sealed record Stage(string Key, LocalText Name, string Team, StageKind Kind);
