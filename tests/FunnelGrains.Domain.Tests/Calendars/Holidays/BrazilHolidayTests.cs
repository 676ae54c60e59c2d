using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars.Holidays;

/// <summary>Brazil's holidays against what governments announced for single years.</summary>
public class BrazilHolidayTests
{
    private static readonly HolidayCountry Brazil = HolidayBook.Find("BR").ShouldNotBeNull();

    [Fact]
    public void The_national_ones_of_2026_are_those_of_the_federal_ordinance() => Dates(null, 2026, HolidayKind.National).ShouldBe(
        ["01-01", "04-03", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "11-20", "12-25"]);

    [Fact]
    public void The_optional_ones_of_2026_are_those_of_the_federal_ordinance_without_its_bridging_days() => Dates(null, 2026, HolidayKind.Optional).ShouldBe(
        ["02-16", "02-17", "02-18", "06-04", "10-28", "12-24", "12-31"]);

    [Fact]
    public void The_20th_of_November_is_national_from_2024_and_was_a_holiday_of_six_states_in_2023()
    {
        Dates(null, 2024, HolidayKind.National).ShouldContain("11-20");
        Dates(null, 2023, HolidayKind.National).ShouldNotContain("11-20");
        Brazil.Regions.Where(region => Dates(region.Code, 2023, HolidayKind.State).Contains("11-20")).Select(region => region.Code).ShouldBe(["AL", "AM", "AP", "MT", "RJ", "SP"]);
        Brazil.Regions.ShouldAllBe(region => Brazil.In(region, 2024, 2024).Count(holiday => holiday.Date == new LocalDate(2024, 11, 20)) == 1);
    }

    [Fact]
    public void All_26_states_and_the_Federal_District_are_known()
    {
        Brazil.Regions.Select(region => region.Code).ShouldBe(
            ["AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"]);
    }

    [Theory]
    [InlineData("AC", 2023, "01-20 01-23 03-10 06-15 09-08 11-17")]  // 8 March and 5 September on the Friday of the week
    [InlineData("AL", 2021, "06-24 06-29 09-16 11-20 11-29")]        // from Tuesday to Monday
    [InlineData("AL", 2023, "06-24 06-29 09-16 11-20 12-01")]        // from Thursday to Friday
    [InlineData("AL", 2026, "06-24 06-29 09-16 11-30")]
    [InlineData("AM", 2026, "09-05")]
    [InlineData("AP", 2026, "03-19 05-15 09-13")]
    [InlineData("BA", 2026, "07-02")]
    [InlineData("CE", 2026, "03-25")]
    [InlineData("DF", 2026, "04-21 11-30")]
    [InlineData("ES", 2025, "04-28")]
    [InlineData("GO", 2026, "")]
    [InlineData("MA", 2026, "07-28")]
    [InlineData("MG", 2026, "04-21")]
    [InlineData("MS", 2026, "10-11")]
    [InlineData("MT", 2026, "")]
    [InlineData("PA", 2026, "08-15")]
    [InlineData("PB", 2026, "08-05")]
    [InlineData("PE", 2017, "")]
    [InlineData("PE", 2018, "03-06")]
    [InlineData("PI", 2026, "10-19")]
    [InlineData("PR", 2013, "12-19")]
    [InlineData("PR", 2026, "")]
    [InlineData("RJ", 2025, "03-04 04-23")]
    [InlineData("RN", 2026, "10-03")]
    [InlineData("RO", 2026, "01-04 06-18")]
    [InlineData("RR", 2026, "10-05")]
    [InlineData("RS", 2026, "09-20")]
    [InlineData("SC", 2018, "08-12")]
    [InlineData("SC", 2022, "08-14")]
    [InlineData("SC", 2024, "08-11")]                                 // a Sunday stays
    [InlineData("SE", 2026, "07-08")]
    [InlineData("SP", 2026, "07-09")]
    [InlineData("TO", 2026, "03-18 09-08 10-05")]
    public void A_state_has_its_own(string region, int year, string dates) =>
        string.Join(' ', Dates(region, year, HolidayKind.State)).ShouldBe(dates);

    [Fact]
    public void Carnival_Tuesday_binds_in_Rio_and_is_optional_elsewhere()
    {
        Tuesday("RJ").ShouldBe(HolidayKind.State);
        Tuesday("SP").ShouldBe(HolidayKind.Optional);

        HolidayKind Tuesday(string region) => Brazil.In(Brazil.FindRegion(region), 2026, 2026).Single(holiday => holiday.Date == new LocalDate(2026, 2, 17)).Kind;
    }

    [Fact]
    public void Each_has_a_key_of_its_own_a_name_in_both_languages_and_a_source()
    {
        foreach (var country in HolidayBook.Countries)
            foreach (var region in country.Regions.Prepend(null))
            {
                var year = country.In(region, 2026, 2026);
                year.Select(holiday => holiday.Key).ShouldBeUnique();
                year.ShouldAllBe(holiday => holiday.Name.Pt.Length > 0 && holiday.Name.En.Length > 0 && holiday.Source.Length > 0);
                year.Select(holiday => holiday.Date).ShouldBeInOrder();
            }
    }

    private static string[] Dates(string? region, int year, HolidayKind kind) =>
    [
        .. Brazil.In(region is null ? null : Brazil.FindRegion(region).ShouldNotBeNull(), year, year)
            .Where(holiday => holiday.Kind == kind).Select(holiday => holiday.Date.ToString("MM-dd", null)),
    ];
}
