namespace FunnelGrains.Sdk;

/// <summary>A clock whose due instant passed with no qualifying event in time.</summary>
public sealed record BreachReport
{
    /// <summary>The breach's id, the same each time it is told.</summary>
    public string Id { get; init; } = "";

    /// <summary>The lead.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The clause's id.</summary>
    public string Clause { get; init; } = "";

    /// <summary>The id of the event that started the clock.</summary>
    public string StartEvent { get; init; } = "";

    /// <summary>The lead's cycle.</summary>
    public int Cycle { get; init; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>When it was told; null for one that was past due before its event arrived.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>Who had the lead.</summary>
    public string? Owner { get; init; }

    /// <summary>The responsible team.</summary>
    public string? Team { get; init; }

    /// <summary>The clock's state.</summary>
    public string State { get; init; } = "";

    /// <summary>True when later evidence showed that it was none.</summary>
    public bool Rescinded { get; init; }

    /// <summary>Who sees to it, or did until it was resolved; null for nobody.</summary>
    public string? TakenBy { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>How it was resolved; null while it is not.</summary>
    public BreachResolution? Resolution { get; init; }

    /// <summary>How many notes there are.</summary>
    public int NoteCount { get; init; }
}
