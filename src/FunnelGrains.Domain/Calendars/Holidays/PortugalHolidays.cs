using static FunnelGrains.Domain.Calendars.Holidays.HolidayKind;
using static FunnelGrains.Domain.Calendars.Holidays.YearlyDays;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Portugal's obligatory holidays, and Carnival, which an employer may give.</summary>
/// <remarks>Those of the Azores, of Madeira and of municipalities are not here. Four obligatory ones were suspended from 2013 to 2015 (Lei 23/2012 and Lei 8/2016).</remarks>
internal static class PortugalHolidays
{
    private const string Code = "Código do Trabalho, art. 234.º";

    internal static HolidayCountry Country { get; } = new("PT", new("Portugal", "Portugal"),
    [
        new("new_year", "Ano Novo", "New Year's Day", National, On(1, 1), Code),
        new("carnival_tuesday", "Terça-feira de Carnaval", "Carnival Tuesday", Optional, Easter(-47), "Código do Trabalho, art. 235.º"),
        new("good_friday", "Sexta-Feira Santa", "Good Friday", National, Easter(-2), Code),
        new("easter_sunday", "Domingo de Páscoa", "Easter Sunday", National, Easter(0), Code),
        new("freedom", "Dia da Liberdade", "Freedom Day", National, On(4, 25), Code),
        new("labour_day", "Dia do Trabalhador", "Labour Day", National, On(5, 1), Code),
        .. Suspended("corpus_christi", "Corpo de Deus", "Corpus Christi", Easter(60)),
        new("portugal_day", "Dia de Portugal", "Portugal Day", National, On(6, 10), Code),
        new("assumption", "Assunção de Nossa Senhora", "Assumption of Mary", National, On(8, 15), Code),
        .. Suspended("republic", "Implantação da República", "Republic Day", On(10, 5)),
        .. Suspended("all_saints", "Todos os Santos", "All Saints' Day", On(11, 1)),
        .. Suspended("independence", "Restauração da Independência", "Restoration of Independence", On(12, 1)),
        new("immaculate", "Imaculada Conceição", "Immaculate Conception", National, On(12, 8), Code),
        new("christmas", "Natal", "Christmas Day", National, On(12, 25), Code),
    ], []);

    private static IEnumerable<HolidayRule> Suspended(string key, string pt, string en, YearlyDay day)
    {
        var rule = new HolidayRule(key, pt, en, National, day, Code);
        return [rule with { Until = 2012 }, rule with { Since = 2016 }];
    }
}
