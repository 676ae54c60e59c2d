namespace FunnelGrains.Sdk;

/// <summary>Which breaches are asked for.</summary>
public sealed record BreachQuery
{
    /// <summary>True for those that are no longer open, too.</summary>
    public bool All { get; init; }

    /// <summary>The first local day of the due instants; null for no bound.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last local day of the due instants, included; null for no bound.</summary>
    public DateOnly? To { get; init; }

    /// <summary>How many are asked for at a time, 1 to 1,000; null for 1,000. It changes no answer.</summary>
    public int? PageSize { get; init; }
}
