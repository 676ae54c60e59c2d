using FunnelGrains.Abstractions.Goals;
using NodaTime;

namespace FunnelGrains.Web.Goals;

/// <summary>How a goal's value grew through a period.</summary>
/// <param name="From">The period's first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Target">T of that period.</param>
/// <param name="Kind"><c>reach</c>, <c>above</c> or <c>below</c>, of that period.</param>
/// <param name="Points">One for each of its days, in order.</param>
internal sealed record GoalSeriesBody(LocalDate From, LocalDate To, decimal Target, string Kind, IReadOnlyList<GoalPointBody> Points)
{
    public static GoalSeriesBody Of(GoalSeries series) => new(
        series.From, series.To, series.Definition.Target, GoalBodies.Name(series.Definition.Kind),
        [.. series.Points.Select(point => new GoalPointBody(point.Day, point.Actual, point.Expected))]);
}

/// <summary>A goal at the end of a day.</summary>
/// <param name="Day">The local date.</param>
/// <param name="Actual">Of the period up to that day, as everything received until now says; null for days to come, and where nothing was measured.</param>
/// <param name="Expected">What the target's business time expects by the end of that day; null where the metric is not paced.</param>
internal sealed record GoalPointBody(LocalDate Day, decimal? Actual, decimal? Expected);
