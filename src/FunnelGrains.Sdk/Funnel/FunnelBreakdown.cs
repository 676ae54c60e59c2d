namespace FunnelGrains.Sdk;

/// <summary>The funnel of one value of a dimension.</summary>
public sealed record FunnelBreakdown
{
    /// <summary>The value; <c>(other)</c> and <c>(rest)</c> are sums.</summary>
    public string? Value { get; init; }

    /// <summary>The stages, in the funnel's order.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>Leads captured.</summary>
    public long Captured { get; init; }

    /// <summary>Wins that still stand.</summary>
    public long Won { get; init; }

    /// <summary>Won amounts, one for each currency.</summary>
    public IReadOnlyList<Money> Revenue { get; init; } = [];
}
