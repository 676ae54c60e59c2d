using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Web.Goals;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>What a meeting looks at: of the events received before its instant, as of it.</summary>
/// <param name="TakenAt">When the figures were taken; they are the same whenever that is, but for forecasts and the list of broken promises, which say when they were told.</param>
/// <param name="Agreement">Number of the version in force at the meeting.</param>
/// <param name="Goals">The goals, by id.</param>
/// <param name="Last">The last week or month that had ended.</param>
/// <param name="Running">The week or month that ran, up to the meeting.</param>
/// <param name="Clauses">How the promises were kept in both.</param>
/// <param name="Breaches">The promises broken since the meeting before.</param>
internal sealed record MeetingFiguresBody(
    Instant TakenAt, int Agreement, IReadOnlyList<MeetingGoalBody> Goals, MeetingFunnelBody Last, MeetingFunnelBody Running, IReadOnlyList<MeetingClauseBody> Clauses,
    MeetingBreachesBody Breaches)
{
    public static MeetingFiguresBody Of(MeetingFigures figures) => new(
        figures.TakenAt, figures.Agreement, [.. figures.Goals.Select(MeetingGoalBody.Of)], MeetingFunnelBody.Of(figures.Last), MeetingFunnelBody.Of(figures.Running),
        [.. figures.Clauses.Select(MeetingClauseBody.Of)], MeetingBreachesBody.Of(figures.Breaches));
}

/// <summary>A goal at a meeting.</summary>
/// <param name="Current">The goal's period that ran, as of the meeting.</param>
/// <param name="ForecastAt">The instant of which its forecast is; null without one.</param>
/// <param name="Last">The goal's period that had ended last; null where none had since the goal was set.</param>
/// <param name="Foretold">What would have been foretold of that one after a third of its time, to hold against what came; null where nobody could have.</param>
/// <param name="ForetoldAt">When that was.</param>
internal sealed record MeetingGoalBody(GoalBody Current, Instant? ForecastAt, PastPeriodBody? Last, ForecastBody? Foretold, Instant? ForetoldAt)
{
    public static MeetingGoalBody Of(MeetingGoal goal) => new(
        GoalBodies.Of(goal.Current) with { Forecast = goal.Forecast is { } forecast ? GoalBodies.Of(forecast.Range) : null }, goal.Forecast?.At,
        goal.Last is { } last ? GoalBodies.Of(last) : null, goal.Foretold is { } foretold ? GoalBodies.Of(foretold.Range) : null, goal.Foretold?.At);
}
