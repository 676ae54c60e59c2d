using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>One period of a goal: whole local days of the workspace's zone.</summary>
/// <param name="From">The first local date.</param>
/// <param name="To">The last local date, itself included.</param>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant after it, which is the next period's start.</param>
public sealed record GoalSpan(LocalDate From, LocalDate To, Instant Start, Instant End)
{
    /// <summary>The period in which an instant lies.</summary>
    /// <param name="period">Week, month or quarter.</param>
    /// <param name="at">The instant.</param>
    /// <param name="zone">The workspace's zone.</param>
    public static GoalSpan At(GoalPeriod period, Instant at, DateTimeZone zone) => Of(period, at.InZone(zone).Date, zone);

    /// <summary>The period to which a local date belongs.</summary>
    /// <param name="period">Week, month or quarter.</param>
    /// <param name="date">The date in the workspace's zone.</param>
    /// <param name="zone">The workspace's zone.</param>
    public static GoalSpan Of(GoalPeriod period, LocalDate date, DateTimeZone zone)
    {
        var first = FirstDay(period, date);
        var next = period switch
        {
            GoalPeriod.Week => first.PlusWeeks(1),
            GoalPeriod.Month => first.PlusMonths(1),
            _ => first.PlusMonths(3),
        };
        return new(first, next.PlusDays(-1), LocalEnds.StartOf(zone, first), LocalEnds.StartOf(zone, next));
    }

    /// <summary>Its days in order, each with the first instant after it.</summary>
    /// <param name="zone">The workspace's zone.</param>
    public IEnumerable<(LocalDate Day, Instant End)> Days(DateTimeZone zone)
    {
        for (var day = From; day <= To; day = day.PlusDays(1)) yield return (day, LocalEnds.StartOf(zone, day.PlusDays(1)));
    }

    private static LocalDate FirstDay(GoalPeriod period, LocalDate date) => period switch
    {
        GoalPeriod.Week => date.PlusDays(1 - (int)date.DayOfWeek),
        GoalPeriod.Month => new(date.Year, date.Month, 1),
        GoalPeriod.Quarter => new(date.Year, (date.Month - 1) / 3 * 3 + 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period."),
    };
}
