using System.Globalization;
using System.Net;
using FunnelGrains.Testing.Sla;
using FunnelGrains.Web.Tests.Hosting;
using NodaTime.Text;

namespace FunnelGrains.Web.Tests.Calculations;

/// <summary><c>/calculate/due</c> and <c>/worked</c> over HTTP, with all shared rows.</summary>
public sealed class CalculateTests(SharedHost host)
{
    [Fact]
    public async Task All_shared_due_times_come_out()
    {
        using var client = await host.ClientAsync("read");
        var rows = SharedRows.Read("due.tsv");
        rows.Count.ShouldBe(70);
        foreach (var row in rows)
        {
            var answer = await client.PostAsync(
                "/api/v1/calculate/due",
                $$"""{"calendar":{{row.CalendarJson}},"start":"{{row.StartText}}","targetSeconds":{{row.TargetSeconds.ToString(CultureInfo.InvariantCulture)}},"pauses":{{row.PausesJson}}}""");
            answer.Status.ShouldBe(HttpStatusCode.OK, $"{row}: {answer.Json}");
            answer.Json.GetProperty("due").GetString().ShouldBe(InstantPattern.ExtendedIso.Format(row.ExpectedDue), row.ToString());
        }
    }

    [Fact]
    public async Task All_shared_worked_times_come_out()
    {
        using var client = await host.ClientAsync("read");
        var rows = SharedRows.Read("worked.tsv");
        rows.Count.ShouldBe(30);
        foreach (var row in rows)
        {
            var answer = await client.PostAsync(
                "/api/v1/calculate/worked", $$"""{"calendar":{{row.CalendarJson}},"start":"{{row.StartText}}","end":"{{row.EndText}}","pauses":{{row.PausesJson}}}""");
            answer.Status.ShouldBe(HttpStatusCode.OK, $"{row}: {answer.Json}");
            answer.Json.GetProperty("seconds").GetDouble().ShouldBe(row.ExpectedSeconds, row.ToString());
        }
    }

    [Fact]
    public async Task A_target_may_be_in_business_units()
    {
        using var client = await host.ClientAsync("read");
        const string Calendar = """{"zone":"America/Sao_Paulo","week":{"mon":[["09:00","12:00"],["13:00","18:00"]]},"exceptions":[{"date":"2026-11-09","hours":[]}]}""";
        var answer = await client.PostAsync(
            "/api/v1/calculate/due", $$$"""{"calendar":{{{Calendar}}},"start":"2026-11-02T11:00:00-03:00","target":{"n":9,"unit":"business_hours"}}""");
        answer.Json.GetProperty("due").GetString().ShouldBe("2026-11-16T15:00:00Z");
    }

    [Theory]
    [InlineData("""{"start":"2026-11-02T11:00:00Z","targetSeconds":1}""", "/calendar")]
    [InlineData("""{"calendar":{"zone":"Mars/Base","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":1}""", "/calendar/zone")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"monday","targetSeconds":1}""", "/start")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":-1}""", "/targetSeconds")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":1,"pauses":[["x","y"]]}""", "/pauses/0")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z"}""", "/target")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":63158400}""", "")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"9999-12-31T23:59:59-03:00","targetSeconds":1}""", "/start")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"-9998-01-01T00:00:00+01:00","targetSeconds":1}""", "/start")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":1,"pauses":[["2026-11-02T11:00:00Z","9999-12-31T23:59:59-03:00"]]}""", "/pauses/0")]
    [InlineData("""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"2026-11-02T11:00:00Z","targetSeconds":1,"pauses":[["2026-11-02T11:00:00Z","2037-01-01T00:00:00Z"]]}""", "/pauses/0/1")]
    [InlineData("[]", "")]
    public async Task What_is_wrong_is_named(string body, string pointer)
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.PostAsync("/api/v1/calculate/due", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldContain(pointer);
    }

    [Theory]
    [InlineData("2026-11-02T11:00:00Z", "9999-12-31T23:59:59-03:00", "/end")]
    [InlineData("2026-11-02T11:00:00Z", "-9998-01-01T00:00:00+01:00", "/end")]
    [InlineData("2026-11-02T11:00:00Z", "2036-11-04T11:00:00Z", null)]
    [InlineData("2026-11-02T11:00:00Z", "2036-11-11T11:00:00Z", "/end")]
    [InlineData("9998-12-31T23:00:00Z", "9998-12-31T23:59:59Z", null)]
    [InlineData("1400-01-01T00:00:00Z", "2600-01-01T00:00:00Z", "/end")]
    public async Task Time_worked_is_told_up_to_ten_years_after_the_start(string start, string end, string? pointer)
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.PostAsync(
            "/api/v1/calculate/worked", $$$"""{"calendar":{"zone":"UTC","week":{"mon":[["09:00","12:00"]]}},"start":"{{{start}}}","end":"{{{end}}}"}""");
        if (pointer is null) answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.ToString());
        else answer.Pointers.ShouldHaveSingleItem().ShouldBe(pointer);
    }

    [Theory]
    [InlineData(48, HttpStatusCode.OK)]
    [InlineData(49, HttpStatusCode.UnprocessableEntity)]
    public async Task A_day_has_at_most_48_intervals(int intervals, HttpStatusCode status)
    {
        using var client = await host.ClientAsync("read");
        var hours = string.Join(',', Enumerable.Range(0, intervals).Select(i => $"[\"{i / 4:00}:{i % 4 * 15:00}\",\"{i / 4:00}:{(i % 4 * 15) + 10:00}\"]"));
        var body = $$"""
            {"calendar":{"zone":"UTC","week":{"fri":[{{hours}}]},"exceptions":[{"date":"2026-11-09","hours":[{{hours}}]}]},
             "start":"2026-11-02T11:00:00Z","end":"2026-11-09T11:00:00Z"}
            """;
        var answer = await client.PostAsync("/api/v1/calculate/worked", body);
        answer.Status.ShouldBe(status, answer.Json.ToString());
        if (status != HttpStatusCode.OK) answer.Pointers.ShouldBe(["/calendar/week/fri", "/calendar/exceptions/0/hours"]);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"start\":\"\\ud800\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"start\":1,\"start\":2}", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_read_is_a_problem_document(string body, HttpStatusCode status)
    {
        using var client = await host.ClientAsync("read");
        (await client.PostAsync("/api/v1/calculate/worked", body)).ShouldBeProblem(status);
        (await client.PostAsync("/api/v1/calculate/worked", body, "text/plain")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }
}
