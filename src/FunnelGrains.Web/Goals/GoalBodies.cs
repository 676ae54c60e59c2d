using System.Text.Json;
using FunnelGrains.Abstractions.Goals;

namespace FunnelGrains.Web.Goals;

/// <summary>Goals in the words of the contract.</summary>
internal static class GoalBodies
{
    /// <summary>As boards show it.</summary>
    public static GoalBody Of(GoalReading goal)
    {
        var set = goal.Definition;
        return new GoalBody(
            goal.Id, set.Team, Name(set.Metric), set.Stage, set.Clause, set.Filter, Name(set.Period), set.Target, Name(set.Kind), set.Currency,
            goal.Label, goal.From, goal.To, goal.Actual, goal.Expected, goal.Pace, goal.Gap, goal.Projection, null, goal.PerDayLeft, goal.DaysLeft,
            goal.MissesAllowed, Name(goal.Status));
    }

    /// <summary>As the API shows it.</summary>
    public static GoalDetailBody Of(GoalDetail goal) => new(Of(goal.Reading) with { Forecast = goal.Forecast?.Range is { } range ? Of(range) : null })
    {
        ForecastAsOf = goal.Forecast?.AsOf,
        Backtest = goal.Forecast is null ? null : BacktestBody.Of(goal.Forecast.Trials),
        NextTarget = goal.Next?.Target,
        Milestones = [.. goal.Milestones.Select(milestone => new MilestoneBody(milestone.Percent, milestone.At))],
        StatusChanges = [.. goal.Turns.Select(turn => new StatusChangeBody(Name(turn.Status), turn.At))],
        ClosedPeriods = [.. goal.Past.Where(period => period.Closed).Select(Of)],
        ClosingPeriods = [.. goal.Past.Where(period => !period.Closed).Select(Of)],
    };

    internal static PastPeriodBody Of(GoalPastReading past) => new(
        past.From, past.To, past.Definition.Target, Name(past.Definition.Kind), past.ClosesAt, past.Frozen, past.Now, past.Correction, past.MissesAllowed,
        past.MissedBy, Name(past.Status), [.. past.Milestones.Select(milestone => new MilestoneBody(milestone.Percent, milestone.At))]);

    internal static ForecastBody Of(ForecastRange range) => new(range.Low, range.Mid, range.High);

    internal static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
