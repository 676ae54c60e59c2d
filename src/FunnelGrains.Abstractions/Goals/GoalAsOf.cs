using Orleans;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>A goal as it was at an instant.</summary>
/// <param name="Settled">False while it cannot be said yet: ask again. The rest is then null.</param>
/// <param name="Reading">The period in which the instant lies; null where the goal was not set for it.</param>
/// <param name="Last">The period that had ended last by then; null where none had since the goal was set.</param>
/// <param name="Forecast">As it is now, with the instant of which it is; null for a metric without one, and while it is being made.</param>
[GenerateSerializer, Immutable, Alias("fg.goalasof")]
public sealed record GoalAsOf(bool Settled, GoalReading? Reading, GoalPastReading? Last, ForecastReading? Forecast)
{
    /// <summary>It cannot be said yet.</summary>
    public static GoalAsOf Unsettled { get; } = new(false, null, null, null);

    /// <summary>There was no such goal.</summary>
    public static GoalAsOf None { get; } = new(true, null, null, null);
}
