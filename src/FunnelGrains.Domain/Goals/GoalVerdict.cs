using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>The one word for a goal. Ratios are compared by multiplying out, so that a pace of exactly 0.99 is on track whatever its decimals.</summary>
internal static class GoalVerdict
{
    internal static GoalStatus Of(GoalDefinition goal, decimal? actual, GoalProgress progress, GoalThresholds thresholds)
    {
        if (actual is not { } value)
        {
            return GoalStatus.NoVerdict;
        }
        if (progress.Ended)
        {
            return IsKept(goal, value) ? GoalStatus.Reached : GoalStatus.Missed;
        }
        if (!goal.IsPaced)
        {
            return Compare(goal.Kind, value, goal.Target, 1, 1, thresholds);
        }
        var (whole, passed) = (Ticks(progress.Whole), Ticks(progress.Passed));
        return passed < thresholds.FirstVerdict * whole
            ? GoalStatus.NoVerdict
            : Compare(goal.Kind, value, goal.Target, passed, whole, thresholds);
    }

    private static bool IsKept(GoalDefinition goal, decimal actual) =>
        goal.Kind == GoalKind.Below ? actual <= goal.Target : actual >= goal.Target;

    /// <summary>Compares A with E = T·passed/whole, or E with A for a target to stay below.</summary>
    private static GoalStatus Compare(GoalKind kind, decimal actual, decimal target, decimal passed, decimal whole, GoalThresholds thresholds)
    {
        var (mine, expected) = (actual * whole, target * passed);
        if (expected == 0)
        {
            return GoalStatus.NoVerdict;
        }
        var (share, of) = kind == GoalKind.Below ? (expected, mine) : (mine, expected);
        return share >= thresholds.OnTrack * of ? GoalStatus.OnTrack
            : share >= thresholds.Behind * of ? GoalStatus.Behind
            : GoalStatus.AtRisk;
    }

    private static decimal Ticks(Duration duration) => duration.BclCompatibleTicks;
}
