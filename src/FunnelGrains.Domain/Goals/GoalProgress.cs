using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>How much of a period has passed, in the time that counts for a team's goals.</summary>
/// <param name="Whole">W: open time of the whole period, elapsed time if it has none; more than zero.</param>
/// <param name="Passed">w: how much of it has passed; zero before the period, W after it.</param>
/// <param name="DaysLeft">Open dates left, today among them while open time remains today; all of the period's before it starts, 0 after it.</param>
/// <param name="Ended">Whether the period is over.</param>
public readonly record struct GoalProgress(Duration Whole, Duration Passed, int DaysLeft, bool Ended)
{
    /// <summary>Measures a period at an instant.</summary>
    /// <param name="span">The period.</param>
    /// <param name="calendar">The team's calendar, of the version in force at the period's start.</param>
    /// <param name="now">The instant.</param>
    public static GoalProgress Of(GoalSpan span, BusinessCalendar calendar, Instant now)
    {
        var at = Instant.Max(span.Start, Instant.Min(now, span.End));
        var open = calendar.Between(span.Start, span.End);
        var (whole, passed) = open > Duration.Zero
            ? (open, calendar.Between(span.Start, at))
            : (span.End - span.Start, at - span.Start);
        var ended = now >= span.End;
        return new(whole, passed, ended ? 0 : calendar.OpenDatesLeft(at, span.To), ended);
    }
}
