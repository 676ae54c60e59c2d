using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Goals;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalProgressTests
{
    /// <summary>Monday to Friday, eight hours; of November 2026 (21 such days) the 20th is a holiday.</summary>
    private static readonly BusinessCalendar Office = new(new CalendarDefinition
    {
        Zone = "America/Sao_Paulo",
        Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 12 * 60), new OpenHours(13 * 60, 18 * 60)),
        Exceptions = [DatedHours.Closed(new(2026, 11, 20))],
    });

    private static readonly GoalSpan November = GoalSpan.Of(GoalPeriod.Month, new(2026, 11, 1), Office.Zone);

    [Fact]
    public void The_time_of_a_period_is_its_open_time() =>
        At("2026-11-04T15:30:00-03:00").ShouldBe(new GoalProgress(Duration.FromHours(160), Duration.FromHours(16 + 5.5), 18, Ended: false));

    [Fact]
    public void Before_the_period_nothing_has_passed_and_all_its_open_dates_are_left() =>
        At("2026-10-30T12:00:00-03:00").ShouldBe(new GoalProgress(Duration.FromHours(160), Duration.Zero, 20, Ended: false));

    [Fact]
    public void Its_last_instant_belongs_to_the_period_and_its_end_does_not()
    {
        At("2026-11-30T23:59:59.999-03:00").Ended.ShouldBeFalse();
        At("2026-12-01T00:00:00-03:00").ShouldBe(new GoalProgress(Duration.FromHours(160), Duration.FromHours(160), 0, Ended: true));
        At("2027-02-01T00:00:00-03:00").Passed.ShouldBe(Duration.FromHours(160));
    }

    [Theory]
    [InlineData("2026-11-27T08:00:00-03:00", 2)]
    [InlineData("2026-11-27T17:59:59-03:00", 2)]
    [InlineData("2026-11-27T18:00:00-03:00", 1)]
    [InlineData("2026-11-28T10:00:00-03:00", 1)]
    [InlineData("2026-11-30T18:00:00-03:00", 0)]
    public void Today_is_a_day_left_while_open_time_remains_today(string now, int left) => At(now).DaysLeft.ShouldBe(left);

    [Fact]
    public void A_period_without_open_time_is_measured_in_elapsed_time()
    {
        var sundays = new BusinessCalendar(new CalendarDefinition
        {
            Zone = "America/Sao_Paulo",
            Week = WeekHours.On([IsoDayOfWeek.Sunday], OpenHours.WholeDay),
            Exceptions = [DatedHours.Closed(new(2026, 11, 8))],
        });
        var week = GoalSpan.Of(GoalPeriod.Week, new(2026, 11, 4), sundays.Zone);
        GoalProgress.Of(week, sundays, week.Start + Duration.FromHours(42))
            .ShouldBe(new GoalProgress(Duration.FromHours(168), Duration.FromHours(42), 0, Ended: false));
    }

    private static GoalProgress At(string now) => GoalProgress.Of(November, Office, OffsetDateTimePattern.ExtendedIso.Parse(now).Value.ToInstant());
}
