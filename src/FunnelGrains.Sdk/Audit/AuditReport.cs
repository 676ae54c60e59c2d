namespace FunnelGrains.Sdk;

/// <summary>The journal folded from nothing, compared with every live number.</summary>
public sealed record AuditReport
{
    /// <summary>Events folded.</summary>
    public long Events { get; init; }

    /// <summary>Leads folded.</summary>
    public long Leads { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>The numbers that are not what the journal says; empty when all is right.</summary>
    public IReadOnlyList<AuditDifference> Differences { get; init; } = [];
}
