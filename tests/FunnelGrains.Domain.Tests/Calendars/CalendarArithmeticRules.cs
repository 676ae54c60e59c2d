using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>Section 5 about adding and measuring, on a week of 9 to 12 and 13 to 18.</summary>
public class CalendarArithmeticRules
{
    private static readonly BusinessCalendar Office = new(new CalendarDefinition
    {
        Zone = "America/Sao_Paulo",
        Week = WeekHours.MondayToFriday(Days.Hours("09:00-12:00", "13:00-18:00")),
    });

    [Theory]
    [InlineData("2026-11-02T12:00:00Z", "2026-11-02T21:00:00Z", 8)]
    [InlineData("2026-11-02T14:30:00Z", "2026-11-02T16:30:00Z", 1)]     // over lunch
    [InlineData("2026-11-06T20:00:00Z", "2026-11-09T13:00:00Z", 2)]     // over the weekend
    [InlineData("2026-11-02T16:30:00Z", "2026-11-02T14:30:00Z", 0)]     // backwards
    public void Between_two_instants_there_is_the_open_time(string a, string b, int hours) =>
        Office.Between(Days.At(a), Days.At(b)).ShouldBe(Duration.FromHours(hours));

    [Theory]
    [InlineData("2026-11-02T12:00:00Z", 1, "2026-11-02T13:00:00Z")]
    [InlineData("2026-11-02T12:00:00Z", 3, "2026-11-02T15:00:00Z")]     // exactly at the closing before lunch, not at the opening after
    [InlineData("2026-11-02T12:00:00Z", 4, "2026-11-02T17:00:00Z")]
    [InlineData("2026-11-06T20:00:00Z", 1, "2026-11-06T21:00:00Z")]     // exactly at Friday's closing
    [InlineData("2026-11-07T12:00:00Z", 1, "2026-11-09T13:00:00Z")]     // a start outside hours counts from the next opening
    public void Adding_ends_within_open_time_or_at_its_end(string start, int hours, string end) =>
        Office.Add(Days.At(start), Duration.FromHours(hours)).ShouldBe(Days.At(end));

    [Theory]
    [InlineData("2026-11-02T12:30:00Z")]
    [InlineData("2026-11-07T12:00:00Z")]  // also where it is closed
    public void Adding_nothing_is_the_start_itself(string start) => Office.Add(Days.At(start), Duration.Zero).ShouldBe(Days.At(start));

    [Fact]
    public void Adding_what_is_between_comes_back_but_to_an_opening_it_comes_earlier()
    {
        var (a, noon, afterLunch) = (Days.At("2026-11-02T13:00:00Z"), Days.At("2026-11-02T15:00:00Z"), Days.At("2026-11-02T16:00:00Z"));
        Office.Add(a, Office.Between(a, afterLunch)).ShouldBe(noon);
        var later = afterLunch + Duration.FromTicks(1);
        Office.Add(a, Office.Between(a, later)).ShouldBe(later);
    }

    [Fact]
    public void Two_years_reach_over_a_leap_day_and_not_a_tick_further()
    {
        var start = Days.At("2027-06-01T00:00:00Z");
        var always = BusinessCalendar.Always();
        always.Add(start, BusinessCalendar.Reach).ShouldBe(Days.At("2029-06-01T00:00:00Z"));
        always.Add(start, BusinessCalendar.Reach + Duration.FromTicks(1)).ShouldBeNull();
    }

    [Fact]
    public void What_cannot_be_reached_has_no_due_instant_and_throws_nothing()
    {
        var once = Days.Of("UTC", "2026-11-02", "09:00-10:00");
        var start = Days.At("2026-11-02T00:00:00Z");
        once.Add(start, Duration.FromHours(2)).ShouldBeNull();
        once.Due(start, Duration.FromHours(2), []).ShouldBeNull();
        once.OpenTimeOfBusinessDays(start, 2).ShouldBeNull();
        once.NextOpening(Days.At("2026-11-03T00:00:00Z")).ShouldBeNull();
    }

    [Fact]
    public void A_start_at_the_edge_of_time_throws_nothing()
    {
        Office.Add(Instant.MaxValue - Duration.FromHours(1), Duration.FromHours(9)).ShouldBeNull();
        Office.Add(Instant.MinValue, Duration.FromHours(9)).ShouldNotBeNull();
    }

    [Fact]
    public void The_version_of_the_tz_database_is_known() => ZoneDatabase.Version.ShouldMatch("^20[0-9]{2}[a-z]");
}
