using NodaTime;
using static FunnelGrains.Domain.Calendars.Holidays.HolidayKind;
using static FunnelGrains.Domain.Calendars.Holidays.YearlyDays;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>The holidays of Brazil's 26 states and the Federal District, from their laws as they stood in 2026.</summary>
/// <remarks>
/// What only municipalities keep is not here, though lists often have it: 19 March and 15 August in Ceará (Lei 8.796/2003 of Fortaleza), 8 December in Amazonas (Lei 496/1999 of Manaus), 24 June in Pernambuco.
/// Nor is 7 August in Rio Grande do Norte (Lei 7.831/2000 makes no holiday), nor 25 July in Amapá since the Supreme Court struck Lei 1.696/2012 down in 2018. Days off that a law gives to public offices alone are optional.
/// </remarks>
internal static class BrazilStates
{
    internal static IReadOnlyList<HolidayRegion> All { get; } =
    [
        new("AC", "Acre",
        [
            new("ac_catholic", "Dia do Católico", "Catholics' Day", State, On(1, 20).Moved(ToFriday), "Lei AC 3.137/2016 e 2.126/2009") { Since = 2017 },
            new("ac_evangelical", "Dia do Evangélico", "Evangelicals' Day", State, On(1, 23).Moved(ToFriday), "Lei AC 1.538/2004 e 2.126/2009") { Since = 2005 },
            new("ac_women", "Dia Internacional da Mulher", "International Women's Day", State, On(3, 8).Moved(ToFriday), "Lei AC 1.411/2001 e 2.126/2009") { Since = 2002 },
            new("ac_state", "Aniversário do Acre", "Founding of Acre", State, On(6, 15), "Lei AC 14/1964"),
            new("ac_amazon", "Dia da Amazônia", "Amazon Day", State, On(9, 5).Moved(ToFriday), "Lei AC 1.526/2004 e 2.126/2009") { Since = 2004 },
            new("ac_petropolis", "Tratado de Petrópolis", "Treaty of Petrópolis", State, On(11, 17).Moved(ToFriday), "Lei AC 57/1965 e 2.126/2009"),
        ]),
        new("AL", "Alagoas",
        [
            new("al_saint_john", "São João", "Saint John's Day", State, On(6, 24), "Lei AL 5.508/1993"),
            new("al_saint_peter", "São Pedro", "Saint Peter's Day", State, On(6, 29), "Lei AL 5.509/1993"),
            new("al_emancipation", "Emancipação Política de Alagoas", "Emancipation of Alagoas", State, On(9, 16), "Decreto anual de Alagoas (data magna)"),
            new("al_zumbi", "Morte de Zumbi dos Palmares", "Death of Zumbi dos Palmares", State, On(11, 20), "Lei AL 5.724/1995") { Since = 1995, Until = 2023 },
            new("al_evangelical", "Dia do Evangélico", "Evangelicals' Day", State, On(11, 30).Moved(ToNearerEnd), "Lei AL 7.530/2013") { Since = 2013 },
        ]),
        new("AM", "Amazonas",
        [
            new("am_province", "Elevação do Amazonas à categoria de província", "Amazonas made a province", State, On(9, 5), "Lei AM 25/1977"),
            new("am_black_awareness", "Dia da Consciência Negra", "Black Awareness Day", State, On(11, 20), "Lei AM 84/2010") { Since = 2010, Until = 2023 },
        ]),
        new("AP", "Amapá",
        [
            new("ap_saint_joseph", "São José", "Saint Joseph's Day", State, On(3, 19), "Lei AP 667/2002") { Since = 2003 },
            new("ap_cabralzinho", "Dia de Cabralzinho", "Cabralzinho's Day", State, On(5, 15), "Lei estadual do Amapá, de 2017") { Since = 2018 },
            new("ap_territory", "Criação do Território Federal do Amapá", "Creation of the Territory of Amapá", State, On(9, 13), "Constituição do Amapá, art. 355"),
            new("ap_black_awareness", "Dia da Consciência Negra", "Black Awareness Day", State, On(11, 20), "Lei AP 1.169/2007") { Since = 2008, Until = 2023 },
        ]),
        new("BA", "Bahia",
        [
            new("ba_independence", "Independência da Bahia", "Independence of Bahia", State, On(7, 2), "Constituição da Bahia, art. 6º, § 3º"),
        ]),
        new("CE", "Ceará",
        [
            new("ce_state", "Data Magna do Ceará", "Abolition of slavery in Ceará", State, On(3, 25), "Constituição do Ceará, art. 18 (emenda de 2011)") { Since = 2012 },
        ]),
        new("DF", "Distrito Federal",
        [
            new("df_brasilia", "Fundação de Brasília", "Founding of Brasília", State, On(4, 21), "Lei DF 963/1995"),
            new("df_evangelical", "Dia do Evangélico", "Evangelicals' Day", State, On(11, 30), "Lei DF 963/1995") { Since = 1996 },
        ]),
        new("ES", "Espírito Santo",
        [
            new("es_penha", "Nossa Senhora da Penha", "Our Lady of Penha", State, Easter(8), "Lei ES 11.010/2019") { Since = 2020 },
        ]),
        new("GO", "Goiás",
        [
            new("go_city_of_goias", "Fundação da Cidade de Goiás", "Founding of the City of Goiás", Optional, On(7, 26), "Lei GO 20.756/2020, art. 269 (repartições)"),
            new("go_goiania", "Pedra Fundamental de Goiânia", "Foundation stone of Goiânia", Optional, On(10, 24), "Lei GO 20.756/2020, art. 269 (repartições)"),
        ]),
        new("MA", "Maranhão",
        [
            new("ma_state", "Adesão do Maranhão à Independência", "Maranhão joins the Independence", State, On(7, 28), "Lei MA 2.457/1964"),
        ]),
        new("MG", "Minas Gerais",
        [
            new("mg_state", "Data Magna de Minas Gerais", "State Day of Minas Gerais", State, On(4, 21), "Constituição de Minas Gerais, art. 256"),
        ]),
        new("MS", "Mato Grosso do Sul",
        [
            new("ms_state", "Criação do Estado", "Creation of the state", State, On(10, 11), "Lei MS 10/1979"),
        ]),
        new("MT", "Mato Grosso",
        [
            new("mt_black_awareness", "Dia da Consciência Negra", "Black Awareness Day", State, On(11, 20), "Lei MT 7.879/2002") { Since = 2003, Until = 2023 },
        ]),
        new("PA", "Pará",
        [
            new("pa_state", "Adesão do Pará à Independência", "Pará joins the Independence", State, On(8, 15), "Lei PA 5.999/1996"),
        ]),
        new("PB", "Paraíba",
        [
            new("pb_state", "Fundação do Estado da Paraíba", "Founding of Paraíba", State, On(8, 5), "Lei PB 10.601/2015, antes 3.489/1967"),
        ]),
        new("PE", "Pernambuco",
        [
            new("pe_state", "Data Magna de Pernambuco", "Pernambuco Revolution", State, On(3, 6), "Lei PE 16.059/2017 e 16.241/2017") { Since = 2018 },
        ]),
        new("PI", "Piauí",
        [
            new("pi_state", "Dia do Piauí", "Piauí Day", State, On(10, 19), "Lei PI 176/1937"),
        ]),
        new("PR", "Paraná",
        [
            new("pr_emancipation", "Emancipação Política do Paraná", "Emancipation of Paraná", State, On(12, 19), "Lei PR 4.658/1962") { Until = 2013 },
            new("pr_emancipation_offices", "Emancipação Política do Paraná", "Emancipation of Paraná", Optional, On(12, 19), "Lei PR 18.384/2014 (repartições)") { Since = 2014 },
        ]),
        new("RJ", "Rio de Janeiro",
        [
            new("carnival_tuesday", "Terça-feira de Carnaval", "Carnival Tuesday", State, Easter(-47), "Lei RJ 5.243/2008") { Since = 2009 },
            new("rj_saint_george", "São Jorge", "Saint George's Day", State, On(4, 23), "Lei RJ 5.198/2008") { Since = 2008 },
            new("rj_black_awareness", "Dia da Consciência Negra", "Black Awareness Day", State, On(11, 20), "Lei RJ 4.007/2002") { Since = 2002, Until = 2023 },
        ]),
        new("RN", "Rio Grande do Norte",
        [
            new("rn_martyrs", "Mártires de Cunhaú e Uruaçu", "Martyrs of Cunhaú and Uruaçu", State, On(10, 3), "Lei RN 8.913/2006") { Since = 2007 },
        ]),
        new("RO", "Rondônia",
        [
            new("ro_state", "Criação do Estado", "Creation of the state", State, On(1, 4), "Lei RO 2.291/2010") { Since = 2011 },
            new("ro_evangelical", "Dia do Evangélico", "Evangelicals' Day", State, On(6, 18), "Lei RO 1.026/2001") { Since = 2002 },
        ]),
        new("RR", "Roraima",
        [
            new("rr_state", "Criação do Estado", "Creation of the state", State, On(10, 5), "Constituição de Roraima, art. 9º"),
        ]),
        new("RS", "Rio Grande do Sul",
        [
            new("rs_state", "Revolução Farroupilha", "Farroupilha Revolution", State, On(9, 20), "Constituição do Rio Grande do Sul, art. 6º"),
        ]),
        new("SC", "Santa Catarina",
        [
            new("sc_state", "Data Magna de Santa Catarina", "State Day of Santa Catarina", State, On(8, 11).Moved(ToSunday), "Lei SC 12.906/2004 e 17.335/2017") { Since = 2005 },
        ]),
        new("SE", "Sergipe",
        [
            new("se_state", "Emancipação Política de Sergipe", "Emancipation of Sergipe", State, On(7, 8), "Constituição de Sergipe, art. 269"),
        ]),
        new("SP", "São Paulo",
        [
            new("sp_revolution", "Revolução Constitucionalista de 1932", "Constitutionalist Revolution", State, On(7, 9), "Lei SP 9.497/1997") { Since = 1997 },
            new("sp_black_awareness", "Dia da Consciência Negra", "Black Awareness Day", State, On(11, 20), "Lei SP 17.746/2023") { Since = 2023, Until = 2023 },
        ]),
        new("TO", "Tocantins",
        [
            new("to_autonomy", "Autonomia do Estado", "Autonomy Day", State, On(3, 18), "Lei TO 960/1998") { Since = 1998 },
            new("to_nativity", "Nossa Senhora da Natividade", "Our Lady of Nativity", State, On(9, 8), "Lei TO 627/1993") { Since = 1994 },
            new("to_state", "Criação do Estado", "Creation of the state", State, On(10, 5), "Lei TO 98/1989"),
        ]),
    ];

    /// <summary>Acre: from Tuesday, Wednesday and Thursday to the Friday of the week (Lei 2.126/2009).</summary>
    private static LocalDate ToFriday(LocalDate date) =>
        date is { Year: >= 2009, DayOfWeek: IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday } ? date.Next(IsoDayOfWeek.Friday) : date;

    /// <summary>Alagoas: from Tuesday to Monday, from Thursday to Friday (Lei 7.530/2013, parágrafo único).</summary>
    private static LocalDate ToNearerEnd(LocalDate date) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Tuesday => date.PlusDays(-1),
        IsoDayOfWeek.Thursday => date.PlusDays(1),
        _ => date,
    };

    /// <summary>Santa Catarina: to the next Sunday.</summary>
    private static LocalDate ToSunday(LocalDate date) => OnOrAfter(date, IsoDayOfWeek.Sunday);
}
