using System.Net;
using System.Text.Json;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Calendars;

/// <summary><c>/api/v1/calendars</c> over HTTP.</summary>
public sealed class HolidayTests(SharedHost host)
{
    private const string Week = """{"mon":[["09:00","18:00"]],"thu":[["09:00","18:00"]]}""";

    [Fact]
    public async Task The_holidays_of_a_region_are_told_year_by_year()
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.AskAsync("/api/v1/calendars/holidays?country=BR&region=SP&from=2026&to=2028");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        var holidays = answer.Json.GetProperty("holidays").EnumerateArray().ToList();
        holidays.Count(holiday => Text(holiday, "kind") == "national").ShouldBe(30);
        holidays.Where(holiday => Text(holiday, "kind") == "state").Select(holiday => Text(holiday, "date")).ShouldBe(["2026-07-09", "2027-07-09", "2028-07-09"]);
        holidays.Count(holiday => Text(holiday, "kind") == "optional").ShouldBe(21);
        holidays.ShouldAllBe(holiday => holiday.GetProperty("name").GetProperty("pt").GetString()!.Length > 0 && Text(holiday, "source").Length > 0);
        holidays.Single(holiday => Text(holiday, "date") == "2026-02-18").GetProperty("closed").EnumerateArray().Select(time => time.GetString()).ShouldBe(["00:00", "14:00"]);
    }

    [Fact]
    public async Task Without_a_region_they_are_those_of_the_country_and_without_a_last_year_of_one()
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.AskAsync("/api/v1/calendars/holidays?country=BR&from=2026");
        answer.Json.GetProperty("region").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Json.GetProperty("to").GetInt32().ShouldBe(2026);
        answer.Json.GetProperty("holidays").GetArrayLength().ShouldBe(17);
    }

    [Fact]
    public async Task The_countries_and_their_regions_are_told()
    {
        using var client = await host.ClientAsync("read");
        var countries = (await client.AskAsync("/api/v1/calendars/countries")).Json.EnumerateArray().ToList();
        countries.Select(country => Text(country, "code")).ShouldBe(["BR", "PT", "US"]);
        countries[0].GetProperty("regions").GetArrayLength().ShouldBe(27);
    }

    [Theory]
    [InlineData("from=2026", "country")]
    [InlineData("country=XX&from=2026", "country")]
    [InlineData("country=BR&region=XX&from=2026", "region")]
    [InlineData("country=US&region=CA&from=2026", "region")]
    [InlineData("country=BR", "from")]
    [InlineData("country=BR&from=1822", "from")]
    [InlineData("country=BR&from=2026&to=2025", "to")]
    [InlineData("country=BR&from=2026&to=2036", "to")]
    [InlineData("country=BR&from=2026&year=2026", "year")]
    public async Task What_is_wrong_with_a_question_is_named(string query, string parameter)
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.AskAsync($"/api/v1/calendars/holidays?{query}");
        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.Pointers.ShouldBe([parameter]);
    }

    [Fact]
    public async Task A_calendar_gets_its_holidays_and_keeps_what_was_struck_off_when_they_are_made_again()
    {
        using var client = await host.ClientAsync("read");
        var first = await client.PostAsync("/api/v1/calendars/holidays", $$$"""
            {"calendar":{"zone":"America/Sao_Paulo","week":{{{Week}}}},"holidays":{"country":"BR","region":"SP","struckOff":["sp_revolution"]},"from":2026}
            """);
        first.Status.ShouldBe(HttpStatusCode.OK, first.Json.ToString());
        Exceptions(first.Json).Count.ShouldBe(10);
        var again = await client.PostAsync("/api/v1/calendars/holidays", $$"""{"calendar":{{first.Json.GetProperty("calendar")}},"from":2026,"to":2028}""");
        Exceptions(again.Json).Count.ShouldBe(30);
        Exceptions(again.Json).ShouldNotContain("2026-07-09");
        again.Json.GetProperty("holidays").EnumerateArray().Where(holiday => Text(holiday, "key") == "sp_revolution").Select(holiday => Text(holiday, "standing"))
            .ShouldBe(["struck_off", "struck_off", "struck_off"]);
        var due = await client.PostAsync(
            "/api/v1/calculate/due", $$$"""{"calendar":{{{again.Json.GetProperty("calendar")}}},"start":"2026-12-24T17:00:00-03:00","target":{"n":2,"unit":"business_hours"}}""");
        due.Json.GetProperty("due").GetString().ShouldBe("2026-12-28T13:00:00Z", "Christmas is closed");
    }

    [Theory]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"from":2026}""", "/holidays")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"holidays":{"country":"BR"}}""", "/from")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"holidays":{"country":"BR"},"from":2026,"to":2036}""", "/to")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"holidays":{"country":"XX"},"from":2026}""", "/holidays/country")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]},"holidays":{"country":"XX"}},"from":2026}""", "/calendar/holidays/country")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"holidays":{"country":"BR","optional":["x"]},"from":2026}""", "/holidays/optional/0")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{}},"holidays":{"country":"BR"},"from":2026}""", "/calendar")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"holidays":{"country":"BR"},"from":"2026"}""", "/from")]
    [InlineData("""{"holidays":{"country":"BR"},"from":2026}""", "/calendar")]
    [InlineData("[]", "")]
    public async Task What_is_wrong_with_a_calendar_or_a_choice_is_named(string body, string pointer)
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.PostAsync("/api/v1/calendars/holidays", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldContain(pointer);
    }

    [Fact]
    public async Task A_key_without_the_scope_reads_nothing()
    {
        using var client = await host.ClientAsync("ingest");
        foreach (var path in (string[])["/api/v1/calendars/countries", "/api/v1/calendars/holidays?country=BR&from=2026"])
            (await client.AskAsync(path)).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await client.PostAsync("/api/v1/calendars/holidays", "{}")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    private static List<string> Exceptions(JsonElement answer) =>
        [.. answer.GetProperty("calendar").GetProperty("exceptions").EnumerateArray().Select(exception => Text(exception, "date"))];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
