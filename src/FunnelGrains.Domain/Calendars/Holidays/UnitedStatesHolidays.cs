using NodaTime;
using static FunnelGrains.Domain.Calendars.Holidays.HolidayKind;
using static FunnelGrains.Domain.Calendars.Holidays.YearlyDays;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>The federal holidays of the United States, on the days on which they are observed; no state's own.</summary>
internal static class UnitedStatesHolidays
{
    private const string Code = "5 U.S.C. § 6103";

    internal static HolidayCountry Country { get; } = new("US", new("Estados Unidos", "United States"),
    [
        new("new_year", "Ano-Novo", "New Year's Day", National, On(1, 1).Moved(Observed), Code),
        new("king", "Dia de Martin Luther King", "Birthday of Martin Luther King, Jr.", National, Nth(3, IsoDayOfWeek.Monday, 1), Code),
        new("washington", "Aniversário de Washington", "Washington's Birthday", National, Nth(3, IsoDayOfWeek.Monday, 2), Code),
        new("memorial", "Dia da Memória", "Memorial Day", National, Last(IsoDayOfWeek.Monday, 5), Code),
        new("juneteenth", "Juneteenth", "Juneteenth", National, On(6, 19).Moved(Observed), "Public Law 117-17") { Since = 2021 },
        new("independence", "Dia da Independência", "Independence Day", National, On(7, 4).Moved(Observed), Code),
        new("labor_day", "Dia do Trabalho", "Labor Day", National, Nth(1, IsoDayOfWeek.Monday, 9), Code),
        new("columbus", "Dia de Colombo", "Columbus Day", National, Nth(2, IsoDayOfWeek.Monday, 10), Code),
        new("veterans", "Dia dos Veteranos", "Veterans Day", National, On(11, 11).Moved(Observed), Code),
        new("thanksgiving", "Dia de Ação de Graças", "Thanksgiving Day", National, Nth(4, IsoDayOfWeek.Thursday, 11), Code),
        new("christmas", "Natal", "Christmas Day", National, On(12, 25).Moved(Observed), Code),
    ], []);

    /// <summary>From Saturday to the Friday before, also of the year before; from Sunday to the Monday after (§ 6103 (b), Executive Order 11582).</summary>
    private static LocalDate Observed(LocalDate date) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => date.PlusDays(-1),
        IsoDayOfWeek.Sunday => date.PlusDays(1),
        _ => date,
    };
}
