using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>How written hours become open time: each sentence of section 5 about building, on the days on which it matters.</summary>
public class CalendarBuildingRules
{
    [Fact]
    public void A_zone_is_an_IANA_name_and_its_links_are_too()
    {
        foreach (var name in (string[])["America/Sao_Paulo", "America/Buenos_Aires", "Asia/Kathmandu", "UTC"]) ZoneDatabase.TryFind(name, out _).ShouldBeTrue(name);
        foreach (var name in (string?[])["UTC-03", "-03:00", "Mars/Base", "america/sao_paulo", "", null]) ZoneDatabase.TryFind(name, out _).ShouldBeFalse(name);
    }

    [Fact]
    public void A_weekday_has_any_number_of_intervals_with_lunch_between()
    {
        var calendar = Days.Of("UTC", "2026-11-02", "08:00-10:00", "10:30-12:00", "13:00-15:00", "15:30-18:00");
        calendar.Between(Days.At("2026-11-02T00:00:00Z"), Days.At("2026-11-03T00:00:00Z")).ShouldBe(Duration.FromHours(8));
        calendar.IsOpen(Days.At("2026-11-02T12:30:00Z")).ShouldBeFalse();
    }

    [Fact]
    public void An_interval_is_half_open()
    {
        var calendar = Days.Of("UTC", "2026-11-02", "09:00-12:00");
        calendar.IsOpen(Days.At("2026-11-02T09:00:00Z")).ShouldBeTrue();
        calendar.IsOpen(Days.At("2026-11-02T11:59:59.999Z")).ShouldBeTrue();
        calendar.IsOpen(Days.At("2026-11-02T12:00:00Z")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("UTC", "2026-11-02", "2026-11-03T00:00:00Z")]
    [InlineData("America/Sao_Paulo", "2017-10-14", "2017-10-15T03:00:00Z")]  // the 15th begins at 01:00
    [InlineData("America/Asuncion", "2023-09-30", "2023-10-01T04:00:00Z")]   // the 1st begins at 01:00
    [InlineData("America/Havana", "2018-03-10", "2018-03-11T05:00:00Z")]     // the 11th begins at 01:00
    [InlineData("America/Havana", "2018-11-03", "2018-11-04T04:00:00Z")]     // 00:00 comes twice: the first of them
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z")]       // the 30th never was: the first instant of the 31st
    public void Twenty_four_hours_is_the_first_instant_of_the_next_local_date(string zone, string date, string closing) =>
        Days.Closing(Days.Of(zone, date, "20:00-24:00")).ShouldBe(Days.At(closing));

    [Fact]
    public void Each_date_keeps_its_own_hours_or_those_of_its_exception()
    {
        var monday = new LocalDate(2026, 11, 2);
        var calendar = new BusinessCalendar(new CalendarDefinition
        {
            Zone = "UTC",
            Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 18 * 60)),
            Exceptions = [DatedHours.Closed(monday), new(monday.PlusDays(1), [new OpenHours(9 * 60, 12 * 60)]), new(monday.PlusDays(5), [new OpenHours(600, 660)])],
        });
        Hours(monday).ShouldBe(0);
        Hours(monday.PlusDays(1)).ShouldBe(3);
        Hours(monday.PlusDays(2)).ShouldBe(9);
        Hours(monday.PlusDays(5)).ShouldBe(1);
        Hours(monday.PlusDays(6)).ShouldBe(0);

        double Hours(LocalDate date) => calendar.Between(date.AtMidnight().InUtc().ToInstant(), date.PlusDays(1).AtMidnight().InUtc().ToInstant()).TotalHours;
    }

    [Fact]
    public void An_exception_is_of_a_local_date_not_of_a_day_in_UTC()
    {
        var calendar = Days.Always("America/Sao_Paulo", DatedHours.Closed(new LocalDate(2026, 11, 2)));
        calendar.IsOpen(Days.At("2026-11-02T02:59:59Z")).ShouldBeTrue();
        calendar.IsOpen(Days.At("2026-11-02T03:00:00Z")).ShouldBeFalse();
        calendar.IsOpen(Days.At("2026-11-03T03:00:00Z")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30-05:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z")]    // an opening in the gap
    [InlineData("Europe/Berlin", "2026-03-29", "01:00-02:30", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]    // a closing in the gap
    [InlineData("America/Sao_Paulo", "2017-10-15", "00:00-02:00", "2017-10-15T03:00:00Z", "2017-10-15T04:00:00Z")] // midnight itself is skipped
    [InlineData("America/Asuncion", "2023-10-01", "00:30-02:00", "2023-10-01T04:00:00Z", "2023-10-01T05:00:00Z")]
    [InlineData("America/Havana", "2018-03-11", "00:00-02:00", "2018-03-11T05:00:00Z", "2018-03-11T06:00:00Z")]
    public void An_end_in_a_gap_becomes_the_transition(string zone, string date, string hours, string open, string close)
    {
        var calendar = Days.Of(zone, date, hours);
        Days.Opening(calendar).ShouldBe(Days.At(open));
        Days.Closing(calendar).ShouldBe(Days.At(close));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30-04:00", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")]  // opens at the earlier 02:30
    [InlineData("Europe/Berlin", "2026-10-25", "01:00-02:30", "2026-10-24T23:00:00Z", "2026-10-25T01:30:00Z")]  // closes at the later 02:30
    [InlineData("America/Havana", "2018-11-04", "00:30-02:00", "2018-11-04T04:30:00Z", "2018-11-04T07:00:00Z")]
    [InlineData("America/Havana", "2018-11-04", "00:00-00:30", "2018-11-04T04:00:00Z", "2018-11-04T05:30:00Z")]
    public void Of_a_time_that_comes_twice_the_earlier_opens_and_the_later_closes(string zone, string date, string hours, string open, string close)
    {
        var calendar = Days.Of(zone, date, hours);
        Days.Opening(calendar).ShouldBe(Days.At(open));
        Days.Closing(calendar).ShouldBe(Days.At(close));
    }

    [Fact]
    public void An_interval_that_lies_in_a_gap_is_dropped()
    {
        var calendar = Days.Of("Europe/Berlin", "2026-03-29", "02:15-02:45", "10:00-11:00");
        calendar.Between(Days.At("2026-03-28T00:00:00Z"), Days.At("2026-03-30T00:00:00Z")).ShouldBe(Duration.FromHours(1));
        Days.Opening(calendar).ShouldBe(Days.At("2026-03-29T08:00:00Z"));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", 4)]  // 01:00 to 04:00 on the clock's face, and one hour twice
    [InlineData("America/Havana", "2018-11-04", 4)]
    public void Intervals_that_overlap_once_they_are_instants_count_once(string zone, string date, int hours)
    {
        // Each half closes late and opens early where the clock goes back: together they are no more than the whole.
        var (halves, whole) = zone == "Europe/Berlin"
            ? (Days.Of(zone, date, "01:00-02:30", "02:30-04:00"), Days.Of(zone, date, "01:00-04:00"))
            : (Days.Of(zone, date, "00:00-00:30", "00:30-03:00"), Days.Of(zone, date, "00:00-03:00"));
        var (from, to) = (Days.Opening(halves), Days.Opening(halves) + Duration.FromDays(2));
        halves.Between(from, to).ShouldBe(Duration.FromHours(hours));
        halves.Between(from, to).ShouldBe(whole.Between(from, to));
    }

    [Fact]
    public void Hours_of_neighbouring_dates_that_overlap_as_instants_count_once()
    {
        // St John's went back from 00:01 to 23:01: the evening of the 6th closes at the later 23:30, the 7th opened at its first midnight, before that.
        var calendar = Days.Always("America/St_Johns",
            new(new LocalDate(2010, 11, 6), [new OpenHours(22 * 60, 23 * 60 + 30)]), new(new LocalDate(2010, 11, 7), [new OpenHours(0, 60)]));
        calendar.Between(Days.At("2010-11-07T00:30:00Z"), Days.At("2010-11-07T04:30:00Z")).ShouldBe(Duration.FromHours(4));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("America/Sao_Paulo", "2017-10-15", 23)]
    [InlineData("America/Havana", "2018-11-04", 25)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    public void A_day_is_as_long_as_its_zone_makes_it(string zone, string date, double hours)
    {
        var calendar = Days.Of(zone, date, "00:00-24:00");
        (Days.Closing(calendar) - Days.Opening(calendar)).TotalHours.ShouldBe(hours);
        calendar.Add(Days.Opening(calendar), Duration.FromHours(hours)).ShouldBe(Days.Closing(calendar));
    }

    [Fact]
    public void An_open_date_is_one_that_keeps_open_time()
    {
        // The 29th has hours in the gap alone, so the first open date after Saturday is Monday.
        var calendar = Days.Always("Europe/Berlin", new DatedHours(new LocalDate(2026, 3, 29), [new OpenHours(2 * 60, 3 * 60)]));
        var saturday = Days.At("2026-03-28T12:00:00Z");
        calendar.OpenTimeOfBusinessDays(saturday, 1).ShouldBe(calendar.Between(saturday, Days.At("2026-03-30T22:00:00Z")));
        calendar.OpenDatesLeft(saturday, new LocalDate(2026, 3, 30)).ShouldBe(2);
    }

    [Fact]
    public void A_date_that_never_was_is_no_open_date()
    {
        var calendar = Days.Always("Pacific/Apia");
        calendar.OpenDatesLeft(Days.At("2011-12-30T09:00:00Z"), new LocalDate(2011, 12, 31)).ShouldBe(2);
    }
}
