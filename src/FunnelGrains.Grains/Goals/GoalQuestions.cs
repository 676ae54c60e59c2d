using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Grains.Boards;

namespace FunnelGrains.Grains.Goals;

/// <summary>What a goal asks of shards, and of the funnel's totals.</summary>
internal static class GoalQuestions
{
    /// <summary>The question whose answer holds the value of days.</summary>
    /// <param name="goal">The definition.</param>
    /// <param name="first">The first of the periods in question.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="sumDays">False for an answer day by day.</param>
    public static SumQuestion Of(GoalDefinition goal, GoalSpan first, GoalSpan last, bool sumDays = true)
    {
        var (dimension, value) = FilterOf(goal) ?? (Dimension.All, null!);
        return new SumQuestion(
            FrameComposer.DayOf(first.From), FrameComposer.DayOf(last.To), GoalValue.MeasuresOf(goal.Metric), dimension, value, Present: false, sumDays);
    }

    /// <summary>The one dimension and value that a goal counts; null for all leads.</summary>
    public static (Dimension Dimension, string Value)? FilterOf(GoalDefinition goal) =>
        goal.Filter?.FirstOrDefault() is { Key: { } name, Value: { } value } ? (Enum.Parse<Dimension>(name, ignoreCase: true), value) : null;

    /// <summary>Whether the funnel's own totals hold the value: not for a part of the leads, nor for a histogram.</summary>
    public static bool IsInTotals(GoalDefinition goal) => FilterOf(goal) is null && GoalValue.KeyOf(goal) is not null;

    /// <summary>The value out of the funnel's totals; only where <see cref="IsInTotals"/>.</summary>
    public static GoalValue ValueIn(FunnelTotals totals, GoalDefinition goal, GoalSpan span)
    {
        var (from, to, key) = (FrameComposer.DayOf(span.From), FrameComposer.DayOf(span.To), GoalValue.KeyOf(goal)!);
        return GoalValue.Of(goal, GoalValue.MeasuresOf(goal.Metric).Select(measure =>
            new CellChange(new Cell(measure, Cell.NoDay, key, Dimension.All, ""), totals.Over(measure, from, to, key))));
    }

    /// <summary>Two definitions with the same text measure the same.</summary>
    public static string MeasuredBy(GoalDefinition goal) => $"{goal.Metric}\n{GoalValue.KeyOf(goal)}\n{FilterOf(goal)}";
}
