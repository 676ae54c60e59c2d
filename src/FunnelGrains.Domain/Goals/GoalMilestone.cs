using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Goals;

/// <summary>A part of a target that was reached: noted once in a period and never taken back.</summary>
/// <param name="Percent">25, 50, 75 or 100.</param>
/// <param name="At">When it was first seen.</param>
[GenerateSerializer, Immutable, Alias("fg.goalmilestone")]
public readonly record struct GoalMilestone(int Percent, Instant At)
{
    private static readonly int[] Steps = [100, 75, 50, 25];

    /// <summary>The last milestone that a value reaches; 0 for none, and for a goal that gathers nothing or is to stay below its target.</summary>
    public static int Of(GoalDefinition goal, decimal? actual)
    {
        ArgumentNullException.ThrowIfNull(goal);
        if (!goal.IsPaced || goal.Kind == GoalKind.Below || actual is not { } value) return 0;
        return Steps.FirstOrDefault(step => value * 100 >= goal.Target * step);
    }

    /// <summary>Those that are new with a value, ascending.</summary>
    internal static IEnumerable<GoalMilestone> New(GoalDefinition goal, decimal? actual, int noted, Instant at)
    {
        var reached = Of(goal, actual);
        return Steps.Reverse().Where(step => step > noted && step <= reached).Select(step => new GoalMilestone(step, at));
    }
}
