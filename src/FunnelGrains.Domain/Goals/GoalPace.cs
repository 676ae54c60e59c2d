using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>How a goal goes, by business time.</summary>
/// <param name="Expected">E = T·w/W; null for a metric that is not paced.</param>
/// <param name="Pace">A ÷ E; null without a verdict.</param>
/// <param name="Projection">A·W/w; null before any time elapsed.</param>
/// <param name="PerDayLeft">max(0, T − A) ÷ days left; null when no day is left.</param>
/// <param name="DaysLeft">Open dates from today, today while open time remains.</param>
/// <param name="Status">The verdict.</param>
public readonly record struct GoalPace(decimal? Expected, decimal? Pace, decimal? Projection, decimal? PerDayLeft, int DaysLeft, GoalStatus Status)
{
    private const decimal OnTrackFrom = 0.99m;
    private const decimal BehindFrom = 0.81m;
    private const decimal NoVerdictShare = 0.1m;

    /// <summary>The local dates of the period that holds a date; weeks begin on Monday.</summary>
    public static (LocalDate From, LocalDate To) PeriodOf(GoalPeriod period, LocalDate date) => period switch
    {
        GoalPeriod.Week => (date.PlusDays(1 - (int)date.DayOfWeek), date.PlusDays(7 - (int)date.DayOfWeek)),
        GoalPeriod.Month => (date.With(DateAdjusters.StartOfMonth), date.With(DateAdjusters.EndOfMonth)),
        GoalPeriod.Quarter => QuarterOf(date),
        _ => throw new ArgumentOutOfRangeException(nameof(period)),
    };

    /// <summary>Judges a goal.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="actual">A; null when nothing was measured.</param>
    /// <param name="from">First local date of the period.</param>
    /// <param name="to">Last local date of the period.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The workspace's zone.</param>
    /// <param name="calendar">The team's calendar.</param>
    public static GoalPace Of(
        GoalDefinition goal, decimal? actual, LocalDate from, LocalDate to, Instant now, DateTimeZone zone, BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(calendar);
        var (start, end) = (zone.AtStartOfDay(from).ToInstant(), zone.AtStartOfDay(to.PlusDays(1)).ToInstant());
        var until = Instant.Min(Instant.Max(now, start), end);
        var (whole, elapsed) = (calendar.Between(start, end), calendar.Between(start, until));
        if (whole == Duration.Zero) (whole, elapsed) = (end - start, until - start);
        var share = (decimal)elapsed.ToInt64Nanoseconds() / whole.ToInt64Nanoseconds();
        var daysLeft = now >= end ? 0 : calendar.OpenDatesLeft(Instant.Max(now, start), to);
        if (!goal.IsPaced) return new GoalPace(null, null, null, null, daysLeft, AgainstTarget(goal, actual, now >= end));
        var a = actual ?? 0;
        var expected = goal.Target * share;
        var verdict = share >= NoVerdictShare && expected != 0;
        return new GoalPace(
            expected, verdict ? a / expected : null, share == 0 ? null : a / share,
            goal.Kind == GoalKind.Reach && daysLeft > 0 ? Math.Max(0, goal.Target - a) / daysLeft : null, daysLeft,
            now >= end ? Final(goal, a) : verdict ? Verdict(goal.Kind, a, expected) : GoalStatus.NoVerdict);
    }

    private static GoalStatus AgainstTarget(GoalDefinition goal, decimal? actual, bool ended) =>
        actual is not { } a ? GoalStatus.NoVerdict : ended ? Final(goal, a) : Holds(goal, a) ? GoalStatus.OnTrack : GoalStatus.AtRisk;

    private static GoalStatus Final(GoalDefinition goal, decimal a) => Holds(goal, a) ? GoalStatus.Reached : GoalStatus.Missed;

    private static bool Holds(GoalDefinition goal, decimal a) => goal.Kind == GoalKind.Below ? a <= goal.Target : a >= goal.Target;

    private static GoalStatus Verdict(GoalKind kind, decimal a, decimal expected)
    {
        if (kind == GoalKind.Below && a == 0) return GoalStatus.OnTrack;
        var ratio = kind == GoalKind.Below ? expected / a : a / expected;
        return ratio >= OnTrackFrom ? GoalStatus.OnTrack : ratio >= BehindFrom ? GoalStatus.Behind : GoalStatus.AtRisk;
    }

    private static (LocalDate From, LocalDate To) QuarterOf(LocalDate date)
    {
        var first = new LocalDate(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1);
        return (first, first.PlusMonths(3).PlusDays(-1));
    }
}
