using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>One event of a lead, with what the server made of it.</summary>
public sealed record TimelineEntry
{
    /// <summary>The event's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public string Type { get; init; } = "";

    /// <summary>When it happened, in business time.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the server received it.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The key or connection that sent it.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>What the type asks for.</summary>
    public JsonElement Data { get; init; }

    /// <summary>It moved nothing, because the lead was already won, lost or rejected.</summary>
    public bool Anomaly { get; init; }

    /// <summary>The server passes over it, because it could not be counted.</summary>
    public bool Quarantined { get; init; }
}
