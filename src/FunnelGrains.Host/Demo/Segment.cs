namespace FunnelGrains.Host.Demo;

/// <summary>Whom the company sells to.</summary>
/// <param name="Name">As events name it.</param>
/// <param name="Share">Its share of all leads.</param>
/// <param name="Quality">How much likelier than the average its leads are to go on.</param>
/// <param name="Deal">Median of a deal's amount in BRL.</param>
internal sealed record Segment(string Name, double Share, double Quality, double Deal);
