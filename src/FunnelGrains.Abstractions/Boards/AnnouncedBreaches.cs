using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>Breaches that were announced lately.</summary>
/// <param name="Last">Number of the last; numbers grow, also over activations.</param>
/// <param name="Breaches">Those after the number that was asked for, in the order in which they became known; the same id may come again.</param>
[GenerateSerializer, Immutable, Alias("fg.announced")]
public sealed record AnnouncedBreaches(long Last, ImmutableArray<BoardBreach> Breaches);
