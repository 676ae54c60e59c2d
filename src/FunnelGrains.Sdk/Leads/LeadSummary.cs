namespace FunnelGrains.Sdk;

/// <summary>A lead in a list.</summary>
public sealed record LeadSummary
{
    /// <summary>The lead's id.</summary>
    public string Id { get; init; } = "";

    /// <summary><c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The key of the stage it is in.</summary>
    public string? Stage { get; init; }

    /// <summary>Who has it.</summary>
    public string? Owner { get; init; }

    /// <summary>The team that has it.</summary>
    public string? Team { get; init; }

    /// <summary>Its next due instant; null for none.</summary>
    public DateTimeOffset? Due { get; init; }
}
