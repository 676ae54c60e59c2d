using static FunnelGrains.Domain.Calendars.Holidays.HolidayKind;
using static FunnelGrains.Domain.Calendars.Holidays.YearlyDays;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Brazil's national holidays, and the optional days that the federal government lists every December for the next year.</summary>
/// <remarks>
/// Lei 9.093/1995 says who may make a holiday: federal law, a state its one <i>data magna</i>, a municipality its own. Municipal ones and elections, which are held on Sundays, are not here.
/// </remarks>
internal static class BrazilHolidays
{
    private const string Law = "Lei 662/1949, na redação da Lei 10.607/2002";

    /// <summary>The ministry's ordinance; for 2026: "feriados nacionais e pontos facultativos", 30 December 2025.</summary>
    private const string Ordinance = "Portaria anual do Ministério da Gestão (ponto facultativo)";

    internal static HolidayCountry Country { get; } = new("BR", new("Brasil", "Brazil"),
    [
        new("new_year", "Confraternização Universal", "New Year's Day", National, On(1, 1), Law),
        new("carnival_monday", "Segunda-feira de Carnaval", "Carnival Monday", Optional, Easter(-48), Ordinance),
        new("carnival_tuesday", "Terça-feira de Carnaval", "Carnival Tuesday", Optional, Easter(-47), Ordinance),
        new("ash_wednesday", "Quarta-feira de Cinzas, até as 14h", "Ash Wednesday, until 14:00", Optional, Easter(-46), Ordinance) { Closed = new(0, 14 * 60) },

        // By the letter of the law a municipal day of guard; every municipality keeps it, and the ordinance lists it among the national ones.
        new("good_friday", "Paixão de Cristo", "Good Friday", National, Easter(-2), "Lei 9.093/1995, art. 2º"),
        new("tiradentes", "Tiradentes", "Tiradentes", National, On(4, 21), Law),
        new("labour_day", "Dia Mundial do Trabalho", "Labour Day", National, On(5, 1), Law),
        new("corpus_christi", "Corpus Christi", "Corpus Christi", Optional, Easter(60), Ordinance),
        new("independence", "Independência do Brasil", "Independence Day", National, On(9, 7), Law),
        new("aparecida", "Nossa Senhora Aparecida", "Our Lady of Aparecida", National, On(10, 12), "Lei 6.802/1980"),
        new("public_servant", "Dia do Servidor Público", "Public Servants' Day", Optional, On(10, 28), Ordinance),
        new("all_souls", "Finados", "All Souls' Day", National, On(11, 2), Law),
        new("republic", "Proclamação da República", "Republic Day", National, On(11, 15), Law),

        // The law is of 21 December 2023 and in force from the 22nd, so the first one kept was that of 2024.
        new("black_awareness", "Dia Nacional de Zumbi e da Consciência Negra", "Black Awareness Day", National, On(11, 20), "Lei 14.759/2023") { Since = 2024 },
        new("christmas_eve", "Véspera do Natal, após as 13h", "Christmas Eve, from 13:00", Optional, On(12, 24), Ordinance) { Closed = new(13 * 60, OpenHours.EndOfDay) },
        new("christmas", "Natal", "Christmas Day", National, On(12, 25), Law),
        new("new_years_eve", "Véspera do Ano-Novo, após as 13h", "New Year's Eve, from 13:00", Optional, On(12, 31), Ordinance) { Closed = new(13 * 60, OpenHours.EndOfDay) },
    ], BrazilStates.All);
}
