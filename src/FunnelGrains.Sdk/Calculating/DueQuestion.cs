namespace FunnelGrains.Sdk;

/// <summary>When does a promise fall due?</summary>
public sealed record DueQuestion
{
    /// <summary>The business calendar.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>The start.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The promise in seconds of open time; either this or <see cref="Target"/>.</summary>
    public long? TargetSeconds { get; init; }

    /// <summary>The promise with its unit; either this or <see cref="TargetSeconds"/>.</summary>
    public ClauseTarget? Target { get; init; }

    /// <summary>Half-open, disjoint, ascending; each a pair of instants.</summary>
    public IReadOnlyList<IReadOnlyList<DateTimeOffset>>? Pauses { get; init; }
}

internal sealed record DueAnswer(DateTimeOffset Due);
