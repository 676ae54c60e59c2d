namespace FunnelGrains.Sdk;

/// <summary>One run of a time clause for a lead.</summary>
public sealed record ClockReport
{
    /// <summary>The clause's id.</summary>
    public string Clause { get; init; } = "";

    /// <summary>The id of the event that started it.</summary>
    public string StartEvent { get; init; } = "";

    /// <summary>The lead's cycle it belongs to.</summary>
    public int Cycle { get; init; }

    /// <summary><c>running</c>, <c>paused</c>, <c>met</c>, <c>breached</c>, <c>met_late</c> or <c>cancelled</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>When it started.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>When it falls due; null while paused or when no due instant can be reached.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Stop { get; init; }

    /// <summary>While it runs seconds until due, by the wall clock; while paused seconds left, in the clause's own time; null else.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>Whose time its time was; null in lists.</summary>
    public ClockTimes? Times { get; init; }

    /// <summary>Why it has no due instant though it is not paused; null else.</summary>
    public string? Error { get; init; }
}
