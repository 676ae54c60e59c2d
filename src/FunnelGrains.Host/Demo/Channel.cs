using System.Collections.Immutable;

namespace FunnelGrains.Host.Demo;

/// <summary>Where the company's leads come from.</summary>
/// <param name="Source">As events name it.</param>
/// <param name="Medium">The medium.</param>
/// <param name="Share">Its share of all leads.</param>
/// <param name="Quality">How much likelier than the average its leads are to go on.</param>
/// <param name="Campaigns">Its campaigns; empty for none.</param>
internal sealed record Channel(string Source, string Medium, double Share, double Quality, ImmutableArray<string> Campaigns);
