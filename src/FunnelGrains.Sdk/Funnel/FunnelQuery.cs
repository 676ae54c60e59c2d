namespace FunnelGrains.Sdk;

/// <summary>Which part of the funnel is asked for.</summary>
public sealed record FunnelQuery
{
    /// <summary>The period's first local day; null for the first of the current month.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The period's last local day, included; null for the last of the current month.</summary>
    public DateOnly? To { get; init; }

    /// <summary><c>source</c>, <c>campaign</c>, <c>segment</c>, <c>owner</c> or <c>team</c>; null for no breakdown.</summary>
    public string? By { get; init; }
}
