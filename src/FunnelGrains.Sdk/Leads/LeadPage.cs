namespace FunnelGrains.Sdk;

/// <summary>One page of leads.</summary>
public sealed record LeadPage
{
    /// <summary>The page's leads, in the order asked for.</summary>
    public IReadOnlyList<LeadSummary> Leads { get; init; } = [];

    /// <summary>The cursor of the next page; null on the last one.</summary>
    public string? Next { get; init; }
}
