using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>One company's room: nothing crosses between workspaces.</summary>
/// <param name="Key">Lower-case letters, digits and hyphens; <c>default</c> unless another is made.</param>
/// <param name="Zone">IANA zone; never changes.</param>
/// <param name="Shards">1 to 64; never changes.</param>
/// <param name="Agreements">All versions, ascending; at least one.</param>
/// <param name="DimensionValues">How many values of each dimension are counted under their own name.</param>
[GenerateSerializer, Immutable, Alias("fg.workspace")]
public sealed record Workspace(string Key, string Zone, int Shards, ImmutableArray<Agreement> Agreements, int DimensionValues = 2000);
