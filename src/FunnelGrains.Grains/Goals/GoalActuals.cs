using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Grains.Boards;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>A goal's live value out of the shards' sums over the days of its period.</summary>
internal static class GoalActuals
{
    /// <summary>The question whose answer holds the value.</summary>
    public static SumQuestion Question(GoalDefinition goal, LocalDate from, LocalDate to)
    {
        ImmutableArray<Measure> measures = goal.Metric switch
        {
            GoalMetric.Entered => [Measure.Entered],
            GoalMetric.Won => [Measure.Won],
            GoalMetric.Revenue => [Measure.Revenue],
            GoalMetric.Touches => [Measure.Touches],
            GoalMetric.Compliance => [Measure.ClauseMet, Measure.ClauseBreached],
            GoalMetric.FirstTouch => [Measure.FirstTouch],
            _ => throw new ArgumentOutOfRangeException(nameof(goal)),
        };
        var (dimension, value) = goal.Filter is { Count: > 0 } filter
            ? (Enum.Parse<Dimension>(filter.First().Key, ignoreCase: true), filter.First().Value) : (Dimension.All, (string?)null);
        return new SumQuestion(FrameComposer.DayOf(from), FrameComposer.DayOf(to), measures, dimension, value, Present: false, SumDays: true);
    }

    /// <summary>The value; null when nothing was measured.</summary>
    public static decimal? Of(GoalDefinition goal, IReadOnlyList<CellChange> sums)
    {
        return goal.Metric switch
        {
            GoalMetric.Entered => Sum(Measure.Entered, goal.Stage!),
            GoalMetric.Won => Sum(Measure.Won, ""),
            GoalMetric.Revenue => Sum(Measure.Revenue, goal.Currency!) / (decimal)Cell.MoneyScale,
            GoalMetric.Touches => Sum(Measure.Touches, ""),
            GoalMetric.Compliance => Share(Sum(Measure.ClauseMet, goal.Clause!), Sum(Measure.ClauseBreached, goal.Clause!)),
            _ => (decimal?)DurationHistogram.Percentile(
                sums.Select(sum => (int.Parse(sum.Cell.Key, CultureInfo.InvariantCulture), sum.N)), 0.5)?.TotalSeconds,
        };

        long Sum(Measure measure, string key) => sums.Where(sum => sum.Cell.Measure == measure && sum.Cell.Key == key).Sum(sum => sum.N);
        static decimal? Share(long met, long breached) => met + breached == 0 ? null : (decimal)met / (met + breached);
    }
}
