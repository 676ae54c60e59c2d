namespace FunnelGrains.Sdk;

/// <summary>A part of a goal's target that was reached.</summary>
/// <param name="Percent">25, 50, 75 or 100.</param>
/// <param name="At">When it was first seen.</param>
public sealed record GoalMilestone(int Percent, DateTimeOffset At);
