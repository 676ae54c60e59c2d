using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Meetings;

public sealed class MeetingTimesTests
{
    [Fact]
    public void A_weekly_meeting_is_held_every_week_at_its_local_time_across_changes_of_the_clock() =>
        // New York leaves summer time on 1 November 2026: 14:00 UTC before, 15:00 after.
        Times(Weekly("America/New_York", MeetingDay.Monday, "10:00"), "2026-10-20T00:00Z", "2026-11-10T00:00Z")
            .ShouldBe(["2026-10-26T14:00:00Z", "2026-11-02T15:00:00Z", "2026-11-09T15:00:00Z"]);

    [Fact]
    public void A_time_that_the_clock_skips_is_the_instant_of_the_jump() =>
        Times(Weekly("Europe/Berlin", MeetingDay.Sunday, "02:30"), "2026-03-28T00:00Z", "2026-03-30T00:00Z").ShouldBe(["2026-03-29T01:00:00Z"]);

    [Fact]
    public void A_time_that_the_clock_shows_twice_is_the_earlier() =>
        Times(Weekly("Europe/Berlin", MeetingDay.Sunday, "02:30"), "2026-10-24T00:00Z", "2026-10-26T00:00Z").ShouldBe(["2026-10-25T00:30:00Z"]);

    [Fact]
    public void A_midnight_that_the_zone_skips_is_the_first_instant_of_the_date() =>
        Times(Weekly("America/Sao_Paulo", MeetingDay.Sunday, "00:00"), "2017-10-14T12:00Z", "2017-10-15T12:00Z").ShouldBe(["2017-10-15T03:00:00Z"]);

    [Theory]
    [InlineData(1, "2026-10-05T12:00:00Z", "2026-11-02T12:00:00Z")]
    [InlineData(4, "2026-10-26T12:00:00Z", "2026-11-23T12:00:00Z")]
    [InlineData(-1, "2026-10-26T12:00:00Z", "2026-11-30T12:00:00Z")]
    public void A_monthly_meeting_is_held_on_the_nth_or_last_such_day_of_the_month(int week, string october, string november) =>
        Times(new("m", new("m", "m"), MeetingEvery.Month, MeetingDay.Monday, "09:00", "America/Sao_Paulo", week), "2026-10-01T00:00Z", "2026-11-30T23:00Z").ShouldBe([october, november]);

    [Fact]
    public void Its_instants_lie_after_the_one_and_up_to_the_other()
    {
        var weekly = Weekly("Etc/UTC", MeetingDay.Monday, "09:00");
        Times(weekly, "2026-11-02T09:00Z", "2026-11-09T09:00Z").ShouldBe(["2026-11-09T09:00:00Z"]);
        Times(weekly, "2026-11-02T08:59Z", "2026-11-09T08:59Z").ShouldBe(["2026-11-02T09:00:00Z"]);
    }

    [Fact]
    public void The_one_before_an_instant_is_a_week_or_a_month_back()
    {
        MeetingTimes.Before(Weekly("Etc/UTC", MeetingDay.Monday, "09:00"), At("2026-11-09T09:00Z")).ShouldBe(At("2026-11-02T09:00Z"));
        MeetingTimes.Before(new("m", new("m", "m"), MeetingEvery.Month, MeetingDay.Friday, "09:00", "Etc/UTC", -1), At("2026-10-30T09:00Z")).ShouldBe(At("2026-09-25T09:00Z"));
    }

    private static MeetingRhythm Weekly(string zone, MeetingDay day, string time) => new("w", new("w", "w"), MeetingEvery.Week, day, time, zone);

    private static IEnumerable<string> Times(MeetingRhythm rhythm, string after, string through) =>
        MeetingTimes.Between(rhythm, At(after), At(through)).Select(InstantPattern.ExtendedIso.Format);

    private static Instant At(string text) => OffsetDateTimePattern.GeneralIso.Parse(text.Replace("Z", ":00Z", StringComparison.Ordinal)).Value.ToInstant();
}
