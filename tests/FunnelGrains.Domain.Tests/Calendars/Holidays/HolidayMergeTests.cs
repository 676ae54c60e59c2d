using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars.Holidays;

/// <summary>Holidays become dated exceptions, each can be struck off, and what a person set stays.</summary>
public class HolidayMergeTests
{
    private static readonly CalendarDefinition Office = new()
    {
        Zone = "America/Sao_Paulo",
        Week = WeekHours.MondayToFriday(Days.Hours("09:00-12:00", "13:00-18:00")),
    };

    private static readonly HolidayChoice SaoPaulo = new() { Country = "BR", Region = "SP" };

    [Fact]
    public void A_version_holds_every_holiday_as_a_closed_date_through_the_second_year_after_it_takes_force()
    {
        var held = HolidayMerge.ForVersion(Office with { Holidays = SaoPaulo }, Days.At("2026-11-02T12:00:00Z"));
        held.Exceptions.Length.ShouldBe(3 * 11);
        held.Exceptions.ShouldAllBe(exception => exception.Hours.IsEmpty);
        held.Exceptions[0].Date.ShouldBe(new LocalDate(2026, 1, 1));
        held.Exceptions[^1].Date.ShouldBe(new LocalDate(2028, 12, 25));
        new BusinessCalendar(held).IsOpen(Days.At("2027-07-09T14:00:00Z")).ShouldBeFalse();
        new BusinessCalendar(Office).IsOpen(Days.At("2027-07-09T14:00:00Z")).ShouldBeTrue();
    }

    [Fact]
    public void The_year_in_which_a_version_takes_force_is_that_of_the_calendars_zone() =>
        HolidayMerge.ForVersion(Office with { Holidays = SaoPaulo }, Days.At("2027-01-01T02:59:59Z")).Exceptions[0].Date.Year.ShouldBe(2026);

    [Fact]
    public void A_calendar_without_a_choice_stays_as_it_is() =>
        HolidayMerge.ForVersion(Office, Days.At("2026-11-02T12:00:00Z")).ShouldBeSameAs(Office);

    [Fact]
    public void Optional_holidays_are_kept_one_by_one()
    {
        var merged = Apply(Office, SaoPaulo with { Optional = ["carnival_monday", "corpus_christi"] });
        Hours(merged, 2, 16).ShouldBe("");
        Hours(merged, 2, 17).ShouldBeNull();
        Hours(merged, 6, 4).ShouldBe("");
        Standing(merged, "carnival_tuesday").ShouldBe(HolidayStanding.NotChosen);
        Standing(merged, "carnival_monday").ShouldBe(HolidayStanding.Closed);
    }

    [Theory]
    [InlineData("sp_revolution")]
    [InlineData("2026-07-09")]
    public void Each_can_be_struck_off_and_is_still_shown(string struckOff)
    {
        var merged = Apply(Office, SaoPaulo with { StruckOff = [struckOff] });
        Hours(merged, 7, 9).ShouldBeNull();
        Standing(merged, "sp_revolution").ShouldBe(HolidayStanding.StruckOff);
        merged.Holidays.Count.ShouldBe(11 + 7);
    }

    [Fact]
    public void What_was_struck_off_stays_so_when_they_are_made_again()
    {
        var first = Apply(Office, SaoPaulo with { StruckOff = ["2026-07-09", "aparecida"] }).Calendar;
        var again = HolidayMerge.Apply(first, first.Holidays!, 2026, 2027);
        Hours(again, 7, 9).ShouldBeNull();
        Hours(again, 10, 12).ShouldBeNull();
        again.Calendar.Exceptions.ShouldContain(DatedHours.Closed(new LocalDate(2027, 7, 9)), "a date is struck off once");
        again.Calendar.Exceptions.ShouldNotContain(exception => exception.Date == new LocalDate(2027, 10, 12));
    }

    [Fact]
    public void Making_them_again_changes_nothing()
    {
        var choice = SaoPaulo with { Optional = ["christmas_eve", "ash_wednesday"], StruckOff = ["tiradentes"] };
        var once = Apply(Office, choice).Calendar;
        HolidayMerge.Apply(once, choice, 2026, 2026).Calendar.ShouldBe(once);
    }

    [Fact]
    public void What_is_struck_off_later_opens_again()
    {
        var merged = Apply(Apply(Office, SaoPaulo).Calendar, SaoPaulo with { StruckOff = ["sp_revolution"] });
        Hours(merged, 7, 9).ShouldBeNull();
        Hours(merged, 9, 7).ShouldBe("");
    }

    [Fact]
    public void Another_region_takes_the_former_ones_holidays_away()
    {
        var merged = Apply(Apply(Office, SaoPaulo).Calendar, SaoPaulo with { Region = "BA" });
        Hours(merged, 7, 9).ShouldBeNull();
        Hours(merged, 7, 2).ShouldBe("");
    }

    [Fact]
    public void Hours_and_closings_that_a_person_set_stay()
    {
        var own = Office with { Exceptions = [DatedHours.Closed(new LocalDate(2026, 1, 26)), new(new LocalDate(2026, 7, 9), Days.Hours("09:00-12:00")), DatedHours.Closed(new LocalDate(2025, 12, 25))] };
        var merged = Apply(Apply(own, SaoPaulo).Calendar, SaoPaulo with { Region = "RJ" });
        Hours(merged, 1, 26).ShouldBe("");
        Hours(merged, 7, 9).ShouldBe("09:00–12:00");
        merged.Calendar.Exceptions[0].Date.ShouldBe(new LocalDate(2025, 12, 25), "other years are not touched");
        Standing(Apply(own, SaoPaulo), "sp_revolution").ShouldBe(HolidayStanding.OwnHours);
    }

    [Fact]
    public void A_half_day_leaves_the_other_half_of_that_days_hours()
    {
        var merged = Apply(Office, SaoPaulo with { Optional = ["ash_wednesday", "christmas_eve"] });
        Hours(merged, 2, 18).ShouldBe("14:00–18:00");
        Hours(merged, 12, 24).ShouldBe("09:00–12:00");
    }

    [Fact]
    public void Two_holidays_of_one_date_are_one_exception_and_both_are_shown()
    {
        var merged = Apply(Office, new HolidayChoice { Country = "BR", Region = "MG" });
        Hours(merged, 4, 21).ShouldBe("");
        merged.Holidays.Count(entry => entry.Holiday.Date == new LocalDate(2026, 4, 21)).ShouldBe(2);
    }

    [Theory]
    [InlineData("XX", null, "", "", "/country")]
    [InlineData("BR", "XX", "", "", "/region")]
    [InlineData("US", "CA", "", "", "/region")]
    [InlineData("BR", null, "tiradentes,x", "", "/optional/1")]
    [InlineData("BR", null, "", "2026-07-09,sp_revolution", "/struckOff/1")]
    [InlineData("BR", "SP", "", "2026-07-09,sp_revolution", null)]
    public void What_is_wrong_with_a_choice_is_named(string country, string? region, string optional, string struckOff, string? pointer)
    {
        var choice = new HolidayChoice { Country = country, Region = region, Optional = [.. Split(optional)], StruckOff = [.. Split(struckOff)] };
        choice.Validate().Select(error => error.Pointer).ShouldBe(pointer is null ? [] : [pointer]);

        static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    private static MergedHolidays Apply(CalendarDefinition calendar, HolidayChoice choice)
    {
        var merged = HolidayMerge.Apply(calendar, choice, 2026, 2026);
        merged.Calendar.Validate().ShouldBeEmpty();
        merged.Calendar.Holidays.ShouldBe(choice);
        return merged;
    }

    /// <summary>The exception of a date in 2026: empty when it closes, null when there is none.</summary>
    private static string? Hours(MergedHolidays merged, int month, int day) =>
        merged.Calendar.Exceptions.FirstOrDefault(exception => exception.Date == new LocalDate(2026, month, day)) is { } found ? string.Join(' ', found.Hours) : null;

    private static HolidayStanding Standing(MergedHolidays merged, string key) => merged.Holidays.Single(entry => entry.Holiday.Key == key).Standing;
}
