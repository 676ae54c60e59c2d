using System.Net;
using System.Text;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Meetings;

public sealed class MeetingEndpointsTests(SharedHost shared)
{
    private const string Terms = """{"text":"Answer on the same day","owner":"ana","due":"2026-12-04"}""";

    [Fact]
    public async Task A_meeting_that_was_called_is_read_and_listed_with_the_figures_of_its_moment()
    {
        using var client = await shared.ClientAsync();
        var (goal, source) = ($"t-{Guid.NewGuid():N}", $"s-{Guid.NewGuid():N}");
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/goals/{goal}") { Content = Body($$$"""{"team":"sales","metric":"revenue","currency":"BRL","period":"month","target":1000,"kind":"reach","filter":{"source":"{{{source}}}"}}""") };
        (await client.ReadAsync(put)).Status.ShouldBe(HttpStatusCode.OK);
        await WinAsync(client, source);
        var called = await CallAsync(client);
        await WinAsync(client, source);

        var read = await client.AskAsync($"/api/v1/meetings/{Text(called.Json, "id")}");
        read.Json.GetRawText().ShouldBe(called.Json.GetRawText());
        (Text(read.Json, "kind"), Text(read.Json, "state"), Text(read.Json.GetProperty("name"), "en")).ShouldBe(("weekly", "made", "Mine"));
        var figures = read.Json.GetProperty("figures");
        var shown = figures.GetProperty("goals").EnumerateArray().Select(one => one.GetProperty("current")).Single(one => Text(one, "id") == goal);
        shown.GetProperty("actual").GetDecimal().ShouldBe(10.05m);
        var of = figures.GetProperty("running").GetProperty("sources").EnumerateArray().Single(one => Text(one, "value") == source);
        (of.GetProperty("won").GetInt32(), of.GetProperty("revenue")[0].GetProperty("amount").GetDecimal()).ShouldBe((1, 10.05m));
        (await client.AskAsync("/api/v1/meetings?kind=weekly")).Json.EnumerateArray().Select(one => Text(one, "id")).ShouldContain(Text(called.Json, "id"));
        (await client.AskAsync("/api/v1/meetings?kind=monthly")).Json.EnumerateArray().ShouldAllBe(one => Text(one, "kind") == "monthly");
        (await client.AskAsync("/api/v1/meetings?to=2020-01-01")).Json.GetArrayLength().ShouldBe(0);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/goals/{goal}");
        await client.ReadAsync(delete);
    }

    [Fact]
    public async Task A_decision_is_written_down_changed_and_carried_over_and_notes_are_kept()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var first = Text((await CallAsync(client)).Json, "id");
        var made = await SendAsync(client, HttpMethod.Post, $"{first}/decisions", Terms);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        (Text(made.Json, "id"), Text(made.Json, "text"), Text(made.Json, "owner"), Text(made.Json, "due"), Text(made.Json, "status"), Text(made.Json, "meeting"))
            .ShouldBe(("1", "Answer on the same day", "ana", "2026-12-04", "open", first));
        await SendAsync(client, HttpMethod.Post, $"{first}/decisions", """{"text":"Nobody's"}""");
        var done = await SendAsync(client, HttpMethod.Put, $"{first}/decisions/2", """{"text":"Nobody's","status":"done"}""");
        (done.Status, Text(done.Json, "status"), done.Json.GetProperty("owner").ValueKind).ShouldBe((HttpStatusCode.OK, "done", JsonValueKind.Null));
        (await SendAsync(client, HttpMethod.Put, $"{first}/notes", """{"text":"all went well"}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        var second = await CallAsync(client);
        var carried = second.Json.GetProperty("decisions").EnumerateArray().ShouldHaveSingleItem();
        (Text(carried, "meeting"), Text(carried, "id"), carried.GetProperty("carried").GetBoolean()).ShouldBe((first, "1", true));
        var read = await client.AskAsync($"/api/v1/meetings/{first}");
        read.Json.GetProperty("decisions").GetArrayLength().ShouldBe(2);
        Text(read.Json.GetProperty("notes"), "text").ShouldBe("all went well");
        await SendAsync(client, HttpMethod.Put, $"{first}/notes", """{"text":""}""");
        (await client.AskAsync($"/api/v1/meetings/{first}")).Json.GetProperty("notes").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "/text")]
    [InlineData("""{"text":"   "}""", "/text")]
    [InlineData("""{"text":5}""", "/text")]
    [InlineData("""{"text":"x","due":"tomorrow"}""", "/due")]
    [InlineData("""{"text":"x","due":"2026-02-30"}""", "/due")]
    [InlineData("""{"text":"x","status":"later"}""", "/status")]
    [InlineData("""{"text":"x","owner":["ana"]}""", "/owner")]
    [InlineData("""{"text":"x","colour":"red"}""", "/colour")]
    public async Task What_is_wrong_with_a_decision_is_named_by_its_pointer(string body, string pointer)
    {
        using var client = await shared.ClientAsync();
        var id = Text((await CallAsync(client)).Json, "id");
        var answer = await SendAsync(client, HttpMethod.Post, $"{id}/decisions", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe([pointer]);
        (await client.AskAsync($"/api/v1/meetings/{id}")).Json.GetProperty("decisions").EnumerateArray().ShouldNotContain(one => Text(one, "meeting") == id);
    }

    [Theory]
    [InlineData("{}", "/kind")]
    [InlineData("""{"kind":"daily"}""", "/kind")]
    [InlineData("""{"kind":"weekly","at":"2026-11-02"}""", "/at")]
    public async Task What_is_wrong_with_a_call_is_named_by_its_pointer(string body, string pointer)
    {
        using var client = await shared.ClientAsync();
        var answer = await client.PostAsync("/api/v1/meetings", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe([pointer]);
    }

    [Fact]
    public async Task A_key_to_read_sees_meetings_and_changes_nothing_and_a_key_to_post_events_sees_none()
    {
        using var admin = await shared.ClientAsync();
        using var reader = await shared.ClientAsync("read");
        using var poster = await shared.ClientAsync("ingest");
        using var stranger = await shared.StrangerAsync();
        var id = Text((await CallAsync(admin)).Json, "id");
        foreach (var path in new[] { "", $"/{id}", $"/{id}/export" })
        {
            (await reader.AskAsync($"/api/v1/meetings{path}")).Status.ShouldBe(HttpStatusCode.OK, path);
            (await poster.AskAsync($"/api/v1/meetings{path}")).Status.ShouldBe(HttpStatusCode.Forbidden, path);
            (await stranger.AskAsync($"/api/v1/meetings{path}")).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        (await reader.PostAsync("/api/v1/meetings", """{"kind":"weekly"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(reader, HttpMethod.Post, $"{id}/decisions", Terms)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(reader, HttpMethod.Put, $"{id}/decisions/1", Terms)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(reader, HttpMethod.Put, $"{id}/notes", """{"text":"x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Of_a_meeting_that_is_not_there_nothing_can_be_asked()
    {
        using var client = await shared.ClientAsync();
        foreach (var path in new[] { "none", "none/export", "%2F", "..%2Fother" }) (await client.AskAsync($"/api/v1/meetings/{path}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await SendAsync(client, HttpMethod.Post, "none/decisions", Terms)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await SendAsync(client, HttpMethod.Put, "none/decisions/1", Terms)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await SendAsync(client, HttpMethod.Put, "none/notes", """{"text":"x"}""")).ShouldBeProblem(HttpStatusCode.NotFound);
        var id = Text((await CallAsync(client)).Json, "id");
        (await SendAsync(client, HttpMethod.Put, $"{id}/decisions/9", Terms)).ShouldBeProblem(HttpStatusCode.NotFound);
        foreach (var query in new[] { "kind=daily", "from=x", "limit=0", "colour=red" }) (await client.AskAsync($"/api/v1/meetings?{query}")).ShouldBeProblem(HttpStatusCode.BadRequest);
        foreach (var query in new[] { "format=pdf", "lang=fr", "table=none" }) (await client.AskAsync($"/api/v1/meetings/{id}/export?{query}")).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    internal static async Task<Answer> CallAsync(HttpClient client, string kind = "weekly")
    {
        var called = await client.PostAsync("/api/v1/meetings", $$"""{"kind":"{{kind}}","name":"Mine"}""");
        ((int)called.Status).ShouldBeInRange(201, 202, called.Json.ToString());
        return called.Status == HttpStatusCode.Created ? called
            : await client.AskUntilAsync($"/api/v1/meetings/{Text(called.Json, "id")}", json => Text(json, "state") == "made");
    }

    internal static async Task WinAsync(HttpClient client, string source)
    {
        var lead = Answers.NewLead();
        var posted = await client.PostEventsAsync(
            $$$"""[{"type":"lead.captured","lead":"{{{lead}}}","data":{"source":"{{{source}}}"}},{"type":"deal.won","lead":"{{{lead}}}","data":{"amount":10.05,"currency":"BRL"}}]""");
        posted.Counts.Accepted.ShouldBe(2, posted.Json.ToString());
    }

    internal static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    internal static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/meetings/{path}") { Content = Body(body) };
        return await client.ReadAsync(request);
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
