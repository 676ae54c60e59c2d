namespace FunnelGrains.Sdk;

/// <summary>A period of a goal that ended.</summary>
public sealed record PastGoalPeriod
{
    /// <summary>Its first local day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Its last local day, included.</summary>
    public DateOnly To { get; init; }

    /// <summary>The target when it ended.</summary>
    public decimal Target { get; init; }

    /// <summary><c>reach</c>, <c>above</c> or <c>below</c>, when it ended.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Events received before this instant make its frozen value.</summary>
    public DateTimeOffset ClosesAt { get; init; }

    /// <summary>The frozen value, for ever; null while it waits for late events, and where nothing was measured.</summary>
    public decimal? Actual { get; init; }

    /// <summary>The value as everything received until now says.</summary>
    public decimal? Now { get; init; }

    /// <summary>Now − actual, 0 for none; null where one of them is not there.</summary>
    public decimal? Correction { get; init; }

    /// <summary>Misses that were still allowed, for <c>compliance</c>.</summary>
    public long? MissesAllowed { get; init; }

    /// <summary>By how much the target was missed; null if it was reached.</summary>
    public decimal? MissedBy { get; init; }

    /// <summary><c>reached</c>, <c>missed</c> or <c>no_verdict</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What had been reached while it ran, ascending.</summary>
    public IReadOnlyList<GoalMilestone> Milestones { get; init; } = [];
}
