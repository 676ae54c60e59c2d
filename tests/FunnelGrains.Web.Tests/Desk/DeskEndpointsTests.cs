using System.Globalization;
using System.Net;
using System.Text.Json;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Desk;

/// <summary>The breach desk and the list of what falls due next, over HTTP.</summary>
public sealed class DeskEndpointsTests(SharedHost shared)
{
    [Fact]
    public async Task A_breach_is_taken_noted_released_resolved_and_read_with_all_that_was_done()
    {
        using var client = await shared.ClientAsync();
        var (id, lead) = await BreakAsync(client);
        (await DoAsync(client, id, "take", """{"by":"ana"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await DoAsync(client, id, "note", """{"by":"bo","text":"called twice","id":"n-1"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await DoAsync(client, id, "note", """{"by":"bo","text":"called twice","id":"n-1"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await DoAsync(client, id, "release", """{"by":"ana"}""")).Json.GetProperty("takenBy").ValueKind.ShouldBe(JsonValueKind.Null);
        (await DoAsync(client, id, "take", """{"by":"bo"}""")).Json.GetProperty("takenBy").GetString().ShouldBe("bo");
        var resolved = await DoAsync(client, id, "resolve", """{"by":"bo","reason":"holiday","code":"no_capacity"}""");
        resolved.Status.ShouldBe(HttpStatusCode.OK, resolved.Json.ToString());

        var read = (await client.AskAsync($"/api/v1/breaches/{id}")).Json;
        (read.GetProperty("lead").GetString(), read.GetProperty("takenBy").GetString(), read.GetProperty("open").GetBoolean(), read.GetProperty("rescinded").GetBoolean()).ShouldBe((lead, "bo", true, false));
        var resolution = read.GetProperty("resolution");
        (resolution.GetProperty("by").GetString(), resolution.GetProperty("reason").GetString(), resolution.GetProperty("code").GetString()).ShouldBe(("bo", "holiday", "no_capacity"));
        read.GetProperty("notes").EnumerateArray().Single().GetProperty("text").GetString().ShouldBe("called twice");
        read.GetProperty("history").EnumerateArray().Select(step => $"{step.GetProperty("what").GetString()} {step.GetProperty("by").GetString()}".Trim())
            .ShouldBe(["due", "taken ana", "noted bo", "released ana", "taken bo", "resolved bo"]);
        read.GetProperty("history")[1].GetProperty("origin").GetString()!.ShouldStartWith("key:");

        var listed = (await client.AskAsync("/api/v1/breaches?state=open")).Json.EnumerateArray().Single(breach => breach.GetProperty("id").GetString() == id);
        (listed.GetProperty("takenBy").GetString(), listed.GetProperty("resolution").GetProperty("reason").GetString(), listed.GetProperty("noteCount").GetInt32()).ShouldBe(("bo", "holiday", 1));
    }

    [Fact]
    public async Task The_second_who_takes_it_gets_a_409_that_names_the_first()
    {
        using var client = await shared.ClientAsync();
        var (id, _) = await BreakAsync(client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => DoAsync(client, id, "take", $$"""{"by":"p{{n}}"}""")));
        var winner = answers.Single(answer => answer.Status == HttpStatusCode.OK).Json.GetProperty("takenBy").GetString()!;
        foreach (var loser in answers.Where(answer => answer.Status != HttpStatusCode.OK))
        {
            loser.ShouldBeProblem(HttpStatusCode.Conflict);
            loser.Json.GetProperty("detail").GetString()!.ShouldContain($"taken by {winner} ");
        }

        (await DoAsync(client, id, "release", """{"by":"another"}""")).ShouldBeProblem(HttpStatusCode.Conflict);
        (await DoAsync(client, id, "release", """{"by":"another","force":true}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_body_it_is_the_key_that_takes_it()
    {
        using var client = await shared.ClientAsync();
        var (id, _) = await BreakAsync(client);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/breaches/{id}/take");
        (await client.ReadAsync(request)).Json.GetProperty("takenBy").GetString()!.ShouldStartWith("key:");
    }

    [Theory]
    [InlineData("take", """{"by":""}""", "/by")]
    [InlineData("take", """{"who":"ana"}""", "/who")]
    [InlineData("take", """[]""", "")]
    [InlineData("release", """{"force":"yes"}""", "/force")]
    [InlineData("note", """{"by":"ana"}""", "/text")]
    [InlineData("note", """{"text":7}""", "/text")]
    [InlineData("resolve", """{"text":"x","reason":"y"}""", "/text")]
    [InlineData("resolve", """{"code":"x"}""", "/reason")]
    [InlineData("resolve", """{"reason":"x","code":"No Capacity"}""", "/code")]
    public async Task What_is_wrong_is_named_by_its_pointer(string what, string body, string pointer)
    {
        using var client = await shared.ClientAsync();
        var answer = await DoAsync(client, "br_000000000000000000000000", what, body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe([pointer]);
    }

    [Theory]
    [InlineData("br_000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("br_%20")]
    public async Task A_breach_that_is_not_there_is_not_found(string id)
    {
        using var client = await shared.ClientAsync();
        (await client.AskAsync($"/api/v1/breaches/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await DoAsync(client, id, "take", "{}")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_may_read_sees_it_and_who_may_read_and_send_events_may_do_something()
    {
        using var admin = await shared.ClientAsync();
        using var reader = await shared.ClientAsync("read");
        using var poster = await shared.ClientAsync("ingest");
        using var worker = await shared.ClientAsync("read", "ingest");
        var (id, _) = await BreakAsync(admin);
        (await reader.AskAsync($"/api/v1/breaches/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await poster.AskAsync($"/api/v1/breaches/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await poster.AskAsync("/api/v1/at-risk")).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var what in (string[])["take", "release", "note", "resolve"])
        {
            (await DoAsync(reader, id, what, "{}")).Status.ShouldBe(HttpStatusCode.Forbidden, what);
            (await DoAsync(poster, id, what, "{}")).Status.ShouldBe(HttpStatusCode.Forbidden, what);
        }

        (await DoAsync(worker, id, "take", """{"by":"ana"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_runs_is_listed_by_due_with_how_it_stands_and_paged()
    {
        using var client = await shared.ClientAsync();
        var owner = $"o-{Guid.NewGuid():N}";
        foreach (var _ in (int[])[1, 2, 3])
        {
            var lead = Answers.NewLead();
            await client.PostEventsAsync($$$"""[{"id":"a","type":"lead.assigned","lead":"{{{lead}}}","data":{"owner":"{{{owner}}}"}},{"id":"m","type":"lead.stage_changed","lead":"{{{lead}}}","data":{"stage":"mql"}}]""");
        }

        var all = (await client.AskUntilAsync($"/api/v1/at-risk?owner={owner}", json => json.GetProperty("clocks").GetArrayLength() == 3)).Json;
        all.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var first = all.GetProperty("clocks")[0];
        (first.GetProperty("clause").GetString(), first.GetProperty("owner").GetString(), first.GetProperty("team").GetString(), first.GetProperty("atRisk").GetBoolean()).ShouldBe(("accept_mql", owner, "sales", false));
        first.GetProperty("openSecondsLeft").GetDouble().ShouldBeInRange(14_000, 14_400);
        first.GetProperty("remainingSeconds").GetDouble().ShouldBeGreaterThanOrEqualTo(14_000);
        var dues = all.GetProperty("clocks").EnumerateArray().Select(clock => DateTimeOffset.Parse(clock.GetProperty("due").GetString()!, CultureInfo.InvariantCulture)).ToList();
        dues.ShouldBe(dues.Order());

        var page = (await client.AskAsync($"/api/v1/at-risk?owner={owner}&limit=2")).Json;
        var rest = (await client.AskAsync($"/api/v1/at-risk?owner={owner}&limit=2&cursor={page.GetProperty("next").GetString()}")).Json;
        page.GetProperty("clocks").EnumerateArray().Concat(rest.GetProperty("clocks").EnumerateArray()).Select(clock => clock.GetProperty("lead").GetString())
            .ShouldBe(all.GetProperty("clocks").EnumerateArray().Select(clock => clock.GetProperty("lead").GetString()));
        (await client.AskAsync($"/api/v1/at-risk?owner={owner}&show=at_risk")).Json.GetProperty("clocks").GetArrayLength().ShouldBe(0);
        (await client.AskAsync($"/api/v1/at-risk?owner={owner}&team=marketing")).Json.GetProperty("clocks").GetArrayLength().ShouldBe(0);
        (await client.AskAsync($"/api/v1/at-risk?owner={owner}&clause=first_touch")).Json.GetProperty("clocks").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("show=some", "show")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=garbage", "cursor")]
    [InlineData("lead=L-1", "lead")]
    public async Task A_parameter_that_is_wrong_is_named(string query, string parameter)
    {
        using var client = await shared.ClientAsync();
        var answer = await client.AskAsync($"/api/v1/at-risk?{query}");
        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.Pointers.ShouldContain(parameter);
    }

    private static async Task<(string Id, string Lead)> BreakAsync(HttpClient client)
    {
        var lead = Answers.NewLead();
        await client.PostEventsAsync($$$"""{"id":"m","type":"lead.stage_changed","lead":"{{{lead}}}","occurredAt":"2019-04-09T13:00:00Z","data":{"stage":"mql"}}""");
        var listed = await client.AskUntilAsync("/api/v1/breaches?state=open", json => json.EnumerateArray().Any(Is));
        return (listed.Json.EnumerateArray().Single(Is).GetProperty("id").GetString()!, lead);

        bool Is(JsonElement breach) => breach.GetProperty("lead").GetString() == lead;
    }

    private static Task<Answer> DoAsync(HttpClient client, string id, string what, string body) => client.PostAsync($"/api/v1/breaches/{id}/{what}", body);
}
