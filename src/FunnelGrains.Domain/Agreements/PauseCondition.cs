using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>
/// What makes a clock stand still: true from the event that makes it so to the one that ends it. At least one of the two is given; with both, both must hold.
/// </summary>
/// <param name="Stages">The lead's current stage is one of these; null for any.</param>
/// <param name="Attributes">Attribute to required value, all of them; null for none. Source, campaign and segment, which hold for the lead's whole life, cannot pause.</param>
[GenerateSerializer, Immutable, Alias("fg.pausewhile")]
public sealed record PauseCondition(ImmutableArray<string>? Stages = null, ImmutableSortedDictionary<string, string>? Attributes = null);
