namespace FunnelGrains.Domain.Goals;

/// <summary>From which pace a goal is called what, as shares of what is expected.</summary>
/// <param name="OnTrack">On track from here on; 0.99 by default.</param>
/// <param name="Behind">Behind from here on, at risk below; 0.81 by default, not more than <paramref name="OnTrack"/>.</param>
/// <param name="FirstVerdict">The share of the period's time that must have passed before there is a verdict; 0.1 by default.</param>
public sealed record GoalThresholds(decimal OnTrack = 0.99m, decimal Behind = 0.81m, decimal FirstVerdict = 0.1m)
{
    /// <summary>Those of the product.</summary>
    public static GoalThresholds Default { get; } = new();
}
