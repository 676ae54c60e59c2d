namespace FunnelGrains.Sdk;

/// <summary>Each captured lead is in exactly one status.</summary>
public sealed record StatusCounts
{
    /// <summary>Moving through the funnel.</summary>
    public long Open { get; init; }

    /// <summary>Won.</summary>
    public long Won { get; init; }

    /// <summary>Lost.</summary>
    public long Lost { get; init; }

    /// <summary>Rejected by Sales.</summary>
    public long Rejected { get; init; }
}
