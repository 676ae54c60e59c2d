namespace FunnelGrains.Sdk;

/// <summary>How a breach was resolved.</summary>
public sealed record BreachResolution
{
    /// <summary>By whom.</summary>
    public string By { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Why it was late, and what came of it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The kind of reason; null for none.</summary>
    public string? Code { get; init; }
}
