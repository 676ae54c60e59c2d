using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Calendars.Holidays;

/// <summary>Days that laws name by Easter, weekdays and where a holiday falls.</summary>
public class HolidayDateTests
{
    [Theory]
    [InlineData("2005-03-27")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2038-04-25")]  // as late as can be
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2160-03-23")]
    public void Easter_is_where_the_church_has_it(string date)
    {
        var easter = LocalDatePattern.Iso.Parse(date).Value;
        Of("PT", easter.Year).Single(holiday => holiday.Key == "easter_sunday").Date.ShouldBe(easter);
    }

    [Fact]
    public void Easter_is_a_Sunday_from_22_March_to_25_April()
    {
        for (var year = HolidayBook.FirstYear; year <= HolidayBook.LastYear; year++)
        {
            var easter = Of("PT", year).Single(holiday => holiday.Key == "easter_sunday").Date;
            easter.DayOfWeek.ShouldBe(IsoDayOfWeek.Sunday);
            easter.ShouldBeInRange(new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
        }
    }

    [Fact]
    public void Four_holidays_of_Portugal_were_suspended_from_2013_to_2015()
    {
        string[] four = ["corpus_christi", "republic", "all_saints", "independence"];
        foreach (var (year, kept) in new[] { (2012, true), (2013, false), (2015, false), (2016, true) })
            Of("PT", year).Count(holiday => four.Contains(holiday.Key)).ShouldBe(kept ? 4 : 0);
        Of("PT", 2016).Single(holiday => holiday.Key == "corpus_christi").Date.ShouldBe(new LocalDate(2016, 5, 26));
    }

    [Fact]
    public void Federal_holidays_of_the_United_States_are_on_the_days_on_which_they_are_observed() => Of("US", 2021).Select(holiday => holiday.Date.ToString("MM-dd", null)).ShouldBe(
        ["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-31"]);

    [Fact]
    public void A_holiday_that_moves_into_the_year_before_is_told_with_that_year()
    {
        Of("US", 2022).ShouldNotContain(holiday => holiday.Key == "new_year");
        Of("US", 2021).Count(holiday => holiday.Key == "new_year").ShouldBe(2);
    }

    private static IReadOnlyList<Holiday> Of(string country, int year) => HolidayBook.Find(country).ShouldNotBeNull().In(null, year, year);
}
