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

    /// <summary>True when personal data and attributes were erased.</summary>
    public bool Erased { get; init; }

    /// <summary>Which way through the funnel it is on, from 1.</summary>
    public int Cycle { get; init; }

    /// <summary>How often it stands behind the number that was asked about; null where none was.</summary>
    public long? Times { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Source { get; init; }

    /// <summary>Of which campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>Of which segment.</summary>
    public string? Segment { get; init; }

    /// <summary>When its first event occurred.</summary>
    public DateTimeOffset CapturedAt { get; init; }

    /// <summary>When its last event occurred.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The next due instant of its running clocks; null for none.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Its clocks that are still to be stopped: running, or breached and not ended.</summary>
    public IReadOnlyList<ClockReport> Clocks { get; init; } = [];
}
