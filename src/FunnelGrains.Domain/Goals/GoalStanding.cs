namespace FunnelGrains.Domain.Goals;

/// <summary>How a goal stands at an instant; A is the actual value, T the target, W the period's time and w what has passed of it.</summary>
/// <param name="Expected">E = T·w/W; null for a metric that is not paced.</param>
/// <param name="Pace">A/E; null without a verdict and for a metric that is not paced.</param>
/// <param name="Gap">A − E; null for a metric that is not paced and where nothing was measured.</param>
/// <param name="Projection">A·W/w; null before anything has passed, for a metric that is not paced and where nothing was measured.</param>
/// <param name="PerDayLeft">max(0, T − A) ÷ days left; null when no day is left, for a metric that is not paced and where nothing was measured.</param>
/// <param name="DaysLeft">Open dates left, today among them while open time remains today.</param>
/// <param name="MissedBy">By how much A fell short of T (exceeded it, for <see cref="GoalKind.Below"/>); only for <see cref="GoalStatus.Missed"/>.</param>
/// <param name="Status">The verdict.</param>
public sealed record GoalStanding(
    decimal? Expected, decimal? Pace, decimal? Gap, decimal? Projection, decimal? PerDayLeft, int DaysLeft, decimal? MissedBy, GoalStatus Status)
{
    /// <summary>Judges a goal.</summary>
    /// <param name="goal">A valid definition.</param>
    /// <param name="actual">A; null where nothing was measured.</param>
    /// <param name="progress">How much of the period has passed.</param>
    /// <param name="thresholds">From which pace it is called what; the product's by default.</param>
    public static GoalStanding Of(GoalDefinition goal, decimal? actual, GoalProgress progress, GoalThresholds? thresholds = null)
    {
        var status = GoalVerdict.Of(goal, actual, progress, thresholds ?? GoalThresholds.Default);
        var missedBy = status == GoalStatus.Missed ? Math.Abs(goal.Target - actual!.Value) : (decimal?)null;
        if (!goal.IsPaced)
        {
            return new(null, null, null, null, null, progress.DaysLeft, missedBy, status);
        }
        var (whole, passed) = ((decimal)progress.Whole.BclCompatibleTicks, (decimal)progress.Passed.BclCompatibleTicks);
        var expected = goal.Target * passed / whole;
        return new(
            expected,
            status == GoalStatus.NoVerdict || expected == 0 ? null : actual / expected,
            actual - expected,
            passed == 0 ? null : actual * whole / passed,
            actual is { } value && progress.DaysLeft > 0 ? Math.Max(0, goal.Target - value) / progress.DaysLeft : null,
            progress.DaysLeft,
            missedBy,
            status);
    }
}
