namespace FunnelGrains.Sdk;

/// <summary>How much open time lies between two instants?</summary>
public sealed record WorkedQuestion
{
    /// <summary>The business calendar.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>The start.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Half-open, disjoint, ascending; each a pair of instants.</summary>
    public IReadOnlyList<IReadOnlyList<DateTimeOffset>>? Pauses { get; init; }
}

internal sealed record WorkedAnswer(double Seconds);
