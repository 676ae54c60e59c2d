using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain.Funnel;
using Orleans;

namespace FunnelGrains.Domain.Goals;

/// <summary>What a goal measured in a period.</summary>
/// <param name="Actual">A, in the target's unit; null where nothing was measured (compliance and medians).</param>
/// <param name="Met">Clocks of the clause met; 0 for a metric other than compliance.</param>
/// <param name="Breached">Clocks breached, met late included; 0 for another metric.</param>
/// <param name="Open">Clocks still running or paused that are due in the period; 0 for another metric.</param>
[GenerateSerializer, Immutable, Alias("fg.goalvalue")]
public sealed record GoalValue(decimal? Actual, long Met = 0, long Breached = 0, long Open = 0)
{
    /// <summary>Which counts make the value of a metric.</summary>
    public static ImmutableArray<Measure> MeasuresOf(GoalMetric metric) => metric switch
    {
        GoalMetric.Entered => [Measure.Entered],
        GoalMetric.Won => [Measure.Won],
        GoalMetric.Revenue => [Measure.Revenue],
        GoalMetric.Touches => [Measure.Touches],
        GoalMetric.Compliance => [Measure.ClauseMet, Measure.ClauseBreached, Measure.ClauseRunning],
        GoalMetric.FirstTouch => [Measure.FirstTouch],
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric."),
    };

    /// <summary>The key of those counts: stage, clause or currency, empty for none; null for the histogram of first touches, whose keys are its buckets.</summary>
    public static string? KeyOf(GoalDefinition goal) => goal.Metric switch
    {
        GoalMetric.Entered => goal.Stage,
        GoalMetric.Compliance => goal.Clause,
        GoalMetric.Revenue => goal.Currency,
        GoalMetric.FirstTouch => null,
        _ => "",
    };

    /// <summary>The value of a goal.</summary>
    /// <param name="goal">A valid definition.</param>
    /// <param name="counts">Counts of the period and of the goal's filter; other measures and keys are passed over.</param>
    public static GoalValue Of(GoalDefinition goal, IEnumerable<CellChange> counts)
    {
        if (goal.Metric == GoalMetric.FirstTouch) return new GoalValue(Median(counts));
        var (key, sums) = (KeyOf(goal), new Dictionary<Measure, long>());
        foreach (var (cell, n) in counts)
            if (cell.Key == key) sums[cell.Measure] = sums.GetValueOrDefault(cell.Measure) + n;
        var sum = sums.GetValueOrDefault(MeasuresOf(goal.Metric)[0]);
        if (goal.Metric == GoalMetric.Revenue) return new GoalValue(sum / (decimal)Cell.MoneyScale);
        if (goal.Metric != GoalMetric.Compliance) return new GoalValue(sum);
        var breached = sums.GetValueOrDefault(Measure.ClauseBreached);
        return new GoalValue(Compliance.Of(sum, breached), sum, breached, sums.GetValueOrDefault(Measure.ClauseRunning));
    }

    /// <summary>How many more clocks may breach; null for a metric other than compliance.</summary>
    public long? MissesAllowed(GoalDefinition goal) =>
        goal.Metric == GoalMetric.Compliance ? Compliance.MissesStillAllowed(goal.Target, Met, Breached, Open) : null;

    private static decimal? Median(IEnumerable<CellChange> counts) => (decimal?)DurationHistogram.Percentile(
        counts.Where(count => count.Cell.Measure == Measure.FirstTouch)
            .GroupBy(count => count.Cell.Key, StringComparer.Ordinal)
            .Select(bucket => (int.Parse(bucket.Key, CultureInfo.InvariantCulture), bucket.Sum(count => count.N))),
        0.5)?.TotalSeconds;
}
