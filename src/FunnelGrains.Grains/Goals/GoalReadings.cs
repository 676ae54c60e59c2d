using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>How a goal's value reads: judged by business time, rounded for whoever shows it.</summary>
internal static class GoalReadings
{
    private const int Decimals = 6;

    /// <summary>The current period.</summary>
    public static GoalReading Of(string id, GoalRecord goal, GoalValue? value, AgreementBook book, GoalThresholds thresholds, Instant now)
    {
        var (definition, span) = (goal.Definition, goal.Current);
        var calendar = book.At(span.Start).CalendarOf(definition.Team);
        var standing = GoalStanding.Of(definition, value?.Actual, GoalProgress.Of(span, calendar, now), thresholds);
        return new GoalReading(
            id, definition, GoalLabels.Of(definition, book), span.From, span.To, Round(value?.Actual), Round(standing.Expected), Round(standing.Pace),
            Round(standing.Gap), Round(standing.Projection), Round(standing.PerDayLeft), standing.DaysLeft, value?.MissesAllowed(definition), standing.Status,
            goal.Milestones.IsEmpty ? 0 : goal.Milestones[^1].Percent);
    }

    /// <summary>A period that ended, with its value now.</summary>
    public static GoalPastReading Of(GoalPast past, GoalValue now)
    {
        var judged = past.Frozen ?? now;
        var standing = past.Standing(judged.Actual);
        return new GoalPastReading(
            past.Span.From, past.Span.To, past.Definition, past.ClosesAt, past.Frozen is not null, Round(past.Frozen?.Actual), Round(now.Actual),
            Round(past.Frozen is null ? null : now.Actual - past.Frozen.Actual), judged.MissesAllowed(past.Definition), Round(standing.MissedBy),
            standing.Status, past.Milestones);
    }

    /// <summary>How a period grew: the value up to each day, beside what the team's business time expects by that day's end.</summary>
    public static GoalSeries Of(GoalDefinition definition, GoalSpan span, IReadOnlyList<GoalValue> values, AgreementBook book, Instant now)
    {
        var (calendar, today) = (book.At(span.Start).CalendarOf(definition.Team), now.InZone(book.Zone).Date);
        return new GoalSeries(definition, span.From, span.To, [.. span.Days(book.Zone).Zip(values, (day, value) => new GoalSeriesPoint(
            day.Day, day.Day > today ? null : Round(value.Actual), Round(GoalStanding.Of(definition, null, GoalProgress.Of(span, calendar, day.End)).Expected)))]);
    }

    private static decimal? Round(decimal? value) => value is { } number ? decimal.Round(number, Decimals) : null;
}
