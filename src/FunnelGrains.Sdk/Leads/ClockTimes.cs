namespace FunnelGrains.Sdk;

/// <summary>Whose time a clock's time was, in the clause's own time, pauses not counted.</summary>
public sealed record ClockTimes
{
    /// <summary>Seconds before the lead's first assignment.</summary>
    public double BeforeAssignmentSeconds { get; init; }

    /// <summary>Seconds since.</summary>
    public double AfterAssignmentSeconds { get; init; }

    /// <summary>The same by owner, in the order in which each had the lead first.</summary>
    public IReadOnlyList<OwnerTime> Owners { get; init; } = [];
}
