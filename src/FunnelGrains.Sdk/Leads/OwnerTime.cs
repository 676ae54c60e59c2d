namespace FunnelGrains.Sdk;

/// <summary>An owner's share of a clock's time.</summary>
public sealed record OwnerTime
{
    /// <summary>The owner.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Seconds in the clause's own time.</summary>
    public double Seconds { get; init; }
}
