namespace FunnelGrains.Web.Calendars;

/// <summary>Answers and bodies as the description shows them.</summary>
internal static class HolidayExamples
{
    public const string Countries = """[{"code":"BR","name":{"pt":"Brasil","en":"Brazil"},"regions":[{"code":"AC","name":"Acre"},{"code":"SP","name":"São Paulo"}]}]""";

    public const string Holidays = """
        {"country":"BR","region":"SP","from":2026,"to":2026,"holidays":[
         {"date":"2026-02-17","key":"carnival_tuesday","name":{"pt":"Terça-feira de Carnaval","en":"Carnival Tuesday"},"kind":"optional","source":"Portaria anual do Ministério da Gestão (ponto facultativo)","closed":["00:00","24:00"]},
         {"date":"2026-07-09","key":"sp_revolution","name":{"pt":"Revolução Constitucionalista de 1932","en":"Constitutionalist Revolution"},"kind":"state","source":"Lei SP 9.497/1997","closed":["00:00","24:00"]}]}
        """;

    public const string Merge = """
        {"calendar": {"zone": "America/Sao_Paulo", "week": {"mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]]}},
         "holidays": {"country": "BR", "region": "SP", "optional": ["carnival_tuesday"], "struckOff": ["2026-07-09"]}, "from": 2026, "to": 2028}
        """;

    public const string Merged = """
        {"calendar":{"zone":"America/Sao_Paulo","week":{"mon":[["09:00","18:00"]],"tue":[["09:00","18:00"]]},"exceptions":[{"date":"2026-02-17","hours":[]}],
          "holidays":{"country":"BR","region":"SP","optional":["carnival_tuesday"],"struckOff":["2026-07-09"]}},
         "holidays":[{"date":"2026-07-09","key":"sp_revolution","name":{"pt":"Revolução Constitucionalista de 1932","en":"Constitutionalist Revolution"},"kind":"state","source":"Lei SP 9.497/1997","closed":["00:00","24:00"],"standing":"struck_off"}]}
        """;
}
