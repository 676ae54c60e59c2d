using System.Text.Json;
using FunnelGrains.Abstractions.Goals;

namespace FunnelGrains.Web.Goals;

/// <summary>Goals in the words of the contract.</summary>
internal static class GoalBodies
{
    public static GoalBody Of(GoalReading goal)
    {
        var set = goal.Definition;
        return new GoalBody(
            goal.Id, set.Team, Name(set.Metric), set.Stage, set.Clause, set.Filter, Name(set.Period), set.Target, Name(set.Kind), set.Currency,
            goal.Label, goal.From, goal.To, goal.Actual, goal.Expected, goal.Pace, goal.Projection, null, goal.PerDayLeft, goal.DaysLeft, goal.Status);
    }

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
