namespace FunnelGrains.Sdk;

/// <summary>A change of a goal's status.</summary>
/// <param name="Status">What it was from then on.</param>
/// <param name="At">When that was seen.</param>
public sealed record GoalStatusChange(string Status, DateTimeOffset At);
