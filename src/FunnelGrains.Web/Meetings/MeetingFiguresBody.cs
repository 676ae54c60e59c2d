using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Web.Goals;
using FunnelGrains.Web.Reading;
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

/// <summary>A funnel at a meeting.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Stages">The stages; <c>now</c> is as of the meeting.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Wins that still stood at the meeting.</param>
/// <param name="Lost">Losses, likewise.</param>
/// <param name="Rejected">Rejections, likewise.</param>
/// <param name="Revenue">What was won, by currency.</param>
/// <param name="Status">How many leads were what at the meeting.</param>
/// <param name="Sources">The same flows for each source, the largest 200; the others are summed as <c>(rest)</c>.</param>
internal sealed record MeetingFunnelBody(
    LocalDate From, LocalDate To, IReadOnlyList<StageBody> Stages, long Captured, long Won, long Lost, long Rejected, IReadOnlyList<Money> Revenue, StatusBody Status,
    IReadOnlyList<FunnelByBody> Sources)
{
    public static MeetingFunnelBody Of(FunnelReading one) => new(
        one.From, one.To, [.. one.Stages.Select(StageBody.Of)], one.Captured, one.Won, one.Lost, one.Rejected, one.Revenue,
        new StatusBody(one.OpenNow, one.WonNow, one.LostNow, one.RejectedNow),
        [.. one.By.Select(by => new FunnelByBody(by.Value, [.. by.Stages.Select(StageBody.Of)], by.Captured, by.Won, by.Revenue))]);
}

/// <summary>How a promise was kept, by the due of its clocks.</summary>
/// <param name="Key">The clause.</param>
/// <param name="Name">The promise, in each language.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="Last">In the last period that had ended.</param>
/// <param name="Running">In the one that ran, its days to come included.</param>
internal sealed record MeetingClauseBody(string Key, LocalText Name, string Team, ClauseCountBody Last, ClauseCountBody Running)
{
    public static MeetingClauseBody Of(MeetingClause one) => new(one.Key, one.Name, one.Team, ClauseCountBody.Of(one.Last), ClauseCountBody.Of(one.Running));
}

/// <summary>Clocks of a clause that fall due in a period.</summary>
/// <param name="Met">Met in time.</param>
/// <param name="Breached">Breached, met late included.</param>
/// <param name="Open">Running or paused.</param>
/// <param name="Compliance">Met ÷ (met + breached), 0 to 1; null where nothing was judged.</param>
internal sealed record ClauseCountBody(long Met, long Breached, long Open, decimal? Compliance)
{
    public static ClauseCountBody Of(ClauseCount one) => new(one.Met, one.Breached, one.Open, one.Compliance);
}

/// <summary>Promises broken since the meeting before.</summary>
/// <param name="From">Due from here on.</param>
/// <param name="To">Due before here.</param>
/// <param name="TakenAt">When the list was read: what was repaired by then is told as repaired.</param>
/// <param name="Total">How many, rescinded ones left out.</param>
/// <param name="More">Whether there are more than could be read.</param>
/// <param name="Groups">How many of which clause and owner, the most first.</param>
/// <param name="Listed">The latest 200 by due.</param>
internal sealed record MeetingBreachesBody(
    Instant From, Instant To, Instant TakenAt, int Total, bool More, IReadOnlyList<BreachGroup> Groups, IReadOnlyList<BreachBody> Listed)
{
    public static MeetingBreachesBody Of(MeetingBreaches one) => new(one.From, one.To, one.TakenAt, one.Total, one.More, one.Groups, [.. one.Listed.Select(BreachBody.Of)]);
}
