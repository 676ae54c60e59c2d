namespace FunnelGrains.Sdk;

/// <summary>A team's target for a period.</summary>
public sealed record GoalDefinition
{
    /// <summary>The team.</summary>
    public required string Team { get; init; }

    /// <summary><c>entered</c>, <c>won</c>, <c>revenue</c>, <c>touches</c>, <c>compliance</c> or <c>first_touch</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The stage's key, for <c>entered</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>The clause's id, for <c>compliance</c>.</summary>
    public string? Clause { get; init; }

    /// <summary>Attribute to required value; null for all leads.</summary>
    public IReadOnlyDictionary<string, string>? Filter { get; init; }

    /// <summary><c>week</c>, <c>month</c> or <c>quarter</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The target, in the metric's unit.</summary>
    public required decimal Target { get; init; }

    /// <summary><c>reach</c>, <c>above</c> or <c>below</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>ISO 4217, for <c>revenue</c>.</summary>
    public string? Currency { get; init; }
}
