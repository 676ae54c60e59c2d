using System.Net;
using System.Text;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Goals;

public sealed class GoalEndpointsTests(SharedHost shared)
{
    private const string Mqls = """{"team":"marketing","metric":"entered","stage":"mql","period":"month","target":200,"kind":"reach"}""";

    [Fact]
    public async Task A_goal_that_was_set_is_read_listed_changed_and_deleted()
    {
        using var client = await shared.ClientAsync();
        var id = NewId();
        var put = await PutAsync(client, id, Mqls);
        put.Status.ShouldBe(HttpStatusCode.OK, put.Json.ToString());
        var read = await client.AskAsync($"/api/v1/goals/{id}");
        Names(read.Json).ShouldBe([
            "id", "team", "metric", "stage", "clause", "filter", "period", "target", "kind", "currency", "label", "from", "to", "actual", "expected", "pace",
            "gap", "projection", "forecast", "perDayLeft", "daysLeft", "missesAllowed", "status", "forecastAsOf", "backtest", "nextTarget",
            "milestones", "statusChanges", "closedPeriods", "closingPeriods"], ignoreOrder: true);
        foreach (var answer in new[] { put.Json, read.Json })
            Set(answer).ShouldBe((id, "marketing", "entered", "mql", "month", 200, "reach"));
        read.Json.GetProperty("forecast").ValueKind.ShouldBe(JsonValueKind.Null);
        read.Json.GetProperty("closedPeriods").GetArrayLength().ShouldBe(0);
        Number(read.Json, "gap").ShouldBe(Number(read.Json, "actual") - Number(read.Json, "expected"));

        var changed = await PutAsync(client, id, Mqls.Replace("200", "250.5", StringComparison.Ordinal));
        Number(changed.Json, "target").ShouldBe(250.5m);
        (await ListedAsync(client)).ShouldContain(id);
        (await DeleteAsync(client, id)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ListedAsync(client)).ShouldNotContain(id);
        (await client.AskAsync($"/api/v1/goals/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await DeleteAsync(client, id)).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_gets_an_answer_for_his_event_reads_it_in_the_goal()
    {
        using var client = await shared.ClientAsync();
        var (id, source) = (NewId(), NewId());
        await PutAsync(client, id, $$$"""{"team":"sales","metric":"revenue","currency":"BRL","period":"quarter","target":1000,"kind":"reach","filter":{"source":"{{{source}}}"}}""");
        for (var i = 1; i <= 3; i++)
        {
            var lead = Answers.NewLead();
            var posted = await client.PostEventsAsync(
                $$$"""[{"type":"lead.captured","lead":"{{{lead}}}","data":{"source":"{{{source}}}"}},{"type":"deal.won","lead":"{{{lead}}}","data":{"amount":10.05,"currency":"BRL"}}]""");
            posted.Counts.Accepted.ShouldBe(2, posted.Json.ToString());
            Number((await client.AskAsync($"/api/v1/goals/{id}")).Json, "actual").ShouldBe(10.05m * i);
        }
        await DeleteAsync(client, id);
    }

    [Fact]
    public async Task A_key_to_read_cannot_set_and_a_key_to_post_events_sees_no_goal()
    {
        using var reader = await shared.ClientAsync("read");
        using var poster = await shared.ClientAsync("ingest");
        using var stranger = await shared.StrangerAsync();
        (await reader.AskAsync("/api/v1/goals")).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(reader, NewId(), Mqls)).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await DeleteAsync(reader, NewId())).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await poster.AskAsync("/api/v1/goals")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await stranger.AskAsync("/api/v1/goals")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await PutAsync(stranger, NewId(), Mqls)).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("{}", "/team /metric /period /kind /target")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":0,"kind":"reach"}""", "/target")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":"5","kind":"reach"}""", "/target")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":1e400,"kind":"reach"}""", "/target")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":0.0000001,"kind":"reach"}""", "/target")]
    [InlineData("""{"team":"sales","metric":"won","period":"year","target":5,"kind":"over"}""", "/period /kind")]
    [InlineData("""{"team":"sales","metric":"Won","period":"month","target":5,"kind":"reach"}""", "/metric")]
    [InlineData("""{"team":"support","metric":"won","period":"month","target":5,"kind":"reach"}""", "/team")]
    [InlineData("""{"team":"sales","metric":"entered","period":"month","target":5,"kind":"reach"}""", "/stage")]
    [InlineData("""{"team":"sales","metric":"entered","stage":"mqls","period":"month","target":5,"kind":"reach"}""", "/stage")]
    [InlineData("""{"team":"sales","metric":"entered","stage":"lost","period":"month","target":5,"kind":"reach"}""", "/stage")]
    [InlineData("""{"team":"sales","metric":"compliance","clause":"none","period":"month","target":0.9,"kind":"above"}""", "/clause")]
    [InlineData("""{"team":"sales","metric":"compliance","clause":"first_touch","period":"month","target":90,"kind":"above"}""", "/target")]
    [InlineData("""{"team":"sales","metric":"revenue","currency":"reais","period":"month","target":5,"kind":"reach"}""", "/currency")]
    [InlineData("""{"team":"sales","metric":"won","stage":"mql","currency":"BRL","period":"month","target":5,"kind":"reach"}""", "/stage /currency")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":5,"kind":"reach","colour":"red","a/b":1}""", "/colour /a~1b")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":5,"kind":"reach","filter":{"colour":"red"}}""", "/filter/colour")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":5,"kind":"reach","filter":{"source":7}}""", "/filter/source")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":5,"kind":"reach","filter":{"source":"a","owner":"b"}}""", "/filter")]
    [InlineData("""{"team":"sales","metric":"won","period":"month","target":5,"kind":"reach","filter":[]}""", "/filter")]
    [InlineData("""{"team":7,"metric":null,"period":[],"target":{},"kind":true}""", "/team /metric /period /kind /target")]
    [InlineData("[]", "")]
    [InlineData("\"goal\"", "")]
    public async Task A_goal_that_makes_no_sense_is_refused_by_the_members_that_are_wrong(string body, string pointers)
    {
        using var client = await shared.ClientAsync();
        var id = NewId();
        var refused = await PutAsync(client, id, body);
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused.Pointers.ShouldBe(pointers.Split(' '), ignoreOrder: true, refused.Json.ToString());
        (await client.AskAsync($"/api/v1/goals/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_very_many_wrong_members_a_hundred_are_named()
    {
        using var client = await shared.ClientAsync();
        var refused = await PutAsync(client, NewId(), $"{{{string.Join(',', Enumerable.Range(0, 3_000).Select(n => $"\"colour{n}\":1"))}}}");
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused.Pointers.Count().ShouldBe(100);
        refused.Json.GetProperty("detail").GetString()!.Length.ShouldBeLessThan(1_000);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("""{"team":"sales","team":"sales"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"target":NaN}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"team":"\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]", HttpStatusCode.BadRequest)]
    public async Task What_is_no_JSON_is_refused_as_unreadable(string body, HttpStatusCode status)
    {
        using var client = await shared.ClientAsync();
        (await PutAsync(client, NewId(), body)).ShouldBeProblem(status);
    }

    [Fact]
    public async Task A_member_whose_name_is_no_Unicode_is_refused_and_so_are_too_much_and_another_kind_of_body()
    {
        using var client = await shared.ClientAsync();
        ((int)(await PutAsync(client, NewId(), """{"\ud800":1}""")).Status).ShouldBeInRange(400, 422);
        (await PutAsync(client, NewId(), $$"""{"team":"{{new string('x', 70_000)}}"}""")).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        (await PutAsync(client, NewId(), Mqls, "text/plain")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("a.b")]
    [InlineData("metas%20de%20julho")]
    [InlineData("%C3%A9")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x")]
    public async Task An_id_has_1_to_100_plain_characters(string id)
    {
        using var client = await shared.ClientAsync();
        (await PutAsync(client, id, Mqls)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await client.AskAsync($"/api/v1/goals/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await DeleteAsync(client, id)).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_OpenAPI_document_tells_how_goals_are_read_and_set()
    {
        using var client = await shared.ClientAsync();
        var paths = (await client.AskAsync("/openapi/v1.json")).Json.GetProperty("paths");
        Names(paths.GetProperty("/api/v1/goals/{id}")).ShouldBe(["get", "put", "delete"], ignoreOrder: true);
        var put = paths.GetProperty("/api/v1/goals/{id}").GetProperty("put");
        put.GetProperty("operationId").GetString().ShouldBe("putGoal");
        put.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _).ShouldBeTrue();
        Names(put.GetProperty("responses")).ShouldBe(["200", "400", "401", "403", "413", "415", "422"], ignoreOrder: true);
        paths.GetProperty("/api/v1/goals").GetProperty("get").GetProperty("operationId").GetString().ShouldBe("listGoals");
    }

    [Fact]
    public async Task A_goal_that_was_answered_is_there_after_a_kill()
    {
        var folder = Directory.CreateTempSubdirectory("funnelgrains-").FullName;
        try
        {
            await using (var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }, TestContext.Current.CancellationToken))
            {
                using var client = host.CreateClient();
                (await PutAsync(client, "mine", Mqls)).Status.ShouldBe(HttpStatusCode.OK);
                (await client.PostEventsAsync("""{"type":"lead.stage_changed","lead":"L-1","data":{"stage":"mql"}}""")).Counts.Accepted.ShouldBe(1);
                await host.KillAsync();
            }

            await using var again = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }, TestContext.Current.CancellationToken);
            using var reader = again.CreateClient();
            var goals = (await reader.AskAsync("/api/v1/goals")).Json;
            Set(goals.EnumerateArray().ShouldHaveSingleItem()).ShouldBe(("mine", "marketing", "entered", "mql", "month", 200, "reach"));
            Number(goals[0], "actual").ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string NewId() => $"t-{Guid.NewGuid():N}";

    private static async Task<IEnumerable<string?>> ListedAsync(HttpClient client) =>
        (await client.AskAsync("/api/v1/goals")).Json.EnumerateArray().Select(goal => goal.GetProperty("id").GetString()).ToList();

    private static async Task<Answer> PutAsync(HttpClient client, string id, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/goals/{id}") { Content = new StringContent(body, Encoding.UTF8, type) };
        return await client.ReadAsync(request);
    }

    private static async Task<Answer> DeleteAsync(HttpClient client, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/goals/{id}");
        return await client.ReadAsync(request);
    }

    private static (string?, string?, string?, string?, string?, decimal?, string?) Set(JsonElement goal) => (
        goal.GetProperty("id").GetString(), goal.GetProperty("team").GetString(), goal.GetProperty("metric").GetString(), goal.GetProperty("stage").GetString(),
        goal.GetProperty("period").GetString(), Number(goal, "target"), goal.GetProperty("kind").GetString());

    private static decimal? Number(JsonElement goal, string name) =>
        goal.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
