using System.Net;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Displays;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Describing;

/// <summary><c>/openapi/v1.json</c> is complete, and what it shows is so; <c>/docs</c> needs nothing from elsewhere.</summary>
public sealed class DescriptionTests(SharedHost host)
{
    [Fact]
    public async Task Every_operation_is_described_with_examples_problems_and_its_key()
    {
        var document = await DocumentAsync();
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString().ShouldBe("bearer");
        foreach (var (name, operation) in Operations(document))
        {
            foreach (var member in new[] { "summary", "description", "operationId" }) operation.GetProperty(member).GetString().ShouldNotBeNullOrWhiteSpace(name);
            operation.GetProperty("tags").GetArrayLength().ShouldBe(1, name);
            if (operation.TryGetProperty("security", out _))
            {
                operation.GetProperty("description").GetString()!.ShouldContain("Scope: `", Case.Sensitive, name);
                foreach (var status in new[] { "401", "403" }) operation.GetProperty("responses").TryGetProperty(status, out _).ShouldBeTrue($"{name} {status}");
            }
            else
            {
                (name.Contains("/health/", StringComparison.Ordinal) || name.EndsWith("/session", StringComparison.Ordinal) || name.Contains("/displays/pairings", StringComparison.Ordinal)).ShouldBeTrue($"{name} is open to all");
            }

            foreach (var (status, kind, media) in Answers(operation))
            {
                if (kind != "text/plain") media.TryGetProperty("example", out _).ShouldBeTrue($"{name} {status} {kind} has no example");
                media.GetProperty("schema").ValueKind.ShouldBe(JsonValueKind.Object, $"{name} {status}");
                if (status[0] is '4' or '5') kind.ShouldBe("application/problem+json", $"{name} {status}");
            }

            if (operation.TryGetProperty("parameters", out var parameters) && !name.Contains('{', StringComparison.Ordinal))
                foreach (var parameter in parameters.EnumerateArray()) parameter.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(name);
        }
    }

    [Fact]
    public async Task Every_endpoint_of_the_contract_is_there()
    {
        string[] contract =
        [
            "post /api/v1/events", "get /api/v1/funnel", "get /api/v1/leads", "get /api/v1/leads/{id}", "get /api/v1/breaches", "get /api/v1/breaches/{id}", "post /api/v1/breaches/{id}/take",
            "post /api/v1/breaches/{id}/release", "post /api/v1/breaches/{id}/note", "post /api/v1/breaches/{id}/resolve", "get /api/v1/at-risk", "post /api/v1/calculate/due",
            "post /api/v1/calculate/worked", "get /api/v1/audit", "get /api/v1/keys", "post /api/v1/keys", "delete /api/v1/keys/{id}", "get /health/live", "get /health/ready",
            "get /api/v1/goals", "get /api/v1/goals/{id}", "get /api/v1/goals/{id}/series", "put /api/v1/goals/{id}", "delete /api/v1/goals/{id}", "get /api/v1/webhooks", "get /api/v1/webhooks/{id}",
            "put /api/v1/webhooks/{id}", "delete /api/v1/webhooks/{id}", "post /api/v1/webhooks/{id}/pause", "post /api/v1/webhooks/{id}/resume", "post /api/v1/webhooks/{id}/secret",
            "post /api/v1/webhooks/{id}/test", "get /api/v1/webhooks/{id}/attempts", "get /api/v1/webhooks/{id}/dead", "post /api/v1/webhooks/{id}/dead/replay",
            "post /api/v1/webhooks/{id}/dead/{message}/replay", "get /api/v1/session", "post /api/v1/session", "delete /api/v1/session",
            "get /api/v1/meetings", "post /api/v1/meetings", "get /api/v1/meetings/{id}", "post /api/v1/meetings/{id}/decisions", "put /api/v1/meetings/{id}/decisions/{decision}",
            "put /api/v1/meetings/{id}/notes", "get /api/v1/meetings/{id}/export",
            "get /api/v1/agreement", "get /api/v1/agreement/versions", "get /api/v1/agreement/history", "get /api/v1/agreement/draft", "get /api/v1/agreement/draft/compare",
            "put /api/v1/agreement/draft", "delete /api/v1/agreement/draft", "post /api/v1/agreement/draft/preview", "post /api/v1/agreement/draft/sign", "post /api/v1/agreement/draft/publish",
            "get /api/v1/calendars/countries", "get /api/v1/calendars/holidays", "post /api/v1/calendars/holidays",
            "get /api/v1/funnel/trend", "get /api/v1/compliance", "get /api/v1/displays", "post /api/v1/displays", "put /api/v1/displays/{id}", "delete /api/v1/displays/{id}", "post /api/v1/displays/pairings", "post /api/v1/displays/pairings/claim",
        ];
        contract.Except(Operations(await DocumentAsync()).Select(operation => operation.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_example_body_is_taken_as_it_stands()
    {
        await using var own = await HostProcess.StartAsync();
        using var client = own.CreateClient();
        var meeting = (await client.PostAsync("/api/v1/meetings", """{"kind":"weekly"}""")).Json.GetProperty("id").GetString()!;
        var tried = 0;
        var breach = await BreachAsync(own, client);
        await using var television = new Television(own);
        var display = await television.PairAsync(client);
        foreach (var (name, operation) in Operations(await DocumentAsync()))
        {
            if (!operation.TryGetProperty("requestBody", out var body) || name.EndsWith("/session", StringComparison.Ordinal)) continue;
            foreach (var kind in body.GetProperty("content").EnumerateObject())
                foreach (var example in kind.Value.GetProperty("examples").EnumerateObject())
                {
                    var value = example.Value.GetProperty("value");
                    var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                    var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]
                        .Replace("/meetings/{id}", $"/meetings/{meeting}", StringComparison.Ordinal).Replace("{decision}", "1", StringComparison.Ordinal)
                        .Replace("/displays/{id}", $"/displays/{display}", StringComparison.Ordinal)
                        .Replace("{id}", name.Contains("/breaches/", StringComparison.Ordinal) ? breach : "example", StringComparison.Ordinal));
                    if (name.Contains("/displays", StringComparison.Ordinal)) text = await ShownAsync(television, value, text);
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    request.Content = new StringContent(text);
                    request.Content.Headers.ContentType = new(kind.Name);
                    var answer = await client.ReadAsync(request);
                    ((int)answer.Status).ShouldBeInRange(200, 299, $"{name} {example.Name}: {answer.Json}");
                    if (path == "/api/v1/events") answer.Counts.Refused.ShouldBe(0, $"{example.Name}: {answer.Json}");
                    tried++;
                }
        }

        tried.ShouldBeGreaterThanOrEqualTo(8);
        await ShowsAsync(client, breach, meeting);
    }

    [Fact]
    public async Task The_page_to_browse_it_loads_nothing_from_elsewhere_and_runs_under_our_policy()
    {
        using var client = await host.StrangerAsync();
        using var page = await client.GetAsync("/docs");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("://");
        var scripts = html.Split("src=\"").Skip(1).Select(part => part.Split('"')[0]).ToList();
        scripts.Count.ShouldBe(2);
        html.ShouldNotContain("<script>");
        foreach (var script in scripts)
        {
            using var answer = await client.GetAsync(script);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, script);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript", script);
        }
    }

    /// <summary>Every read's answer has the members of its example; the host has taken the example bodies, and has a broken promise too.</summary>
    private async Task ShowsAsync(HttpClient client, string breach, string meeting)
    {
        (string Path, string Operation)[] reads =
        [
            ("/api/v1/funnel?by=source", "/api/v1/funnel"), ("/api/v1/leads", "/api/v1/leads"), ("/api/v1/leads/L-1041", "/api/v1/leads/{id}"),
            ("/api/v1/breaches?state=all", "/api/v1/breaches"), ($"/api/v1/breaches/{breach}", "/api/v1/breaches/{id}"), ("/api/v1/at-risk", "/api/v1/at-risk"), ("/api/v1/goals", "/api/v1/goals"), ("/api/v1/goals/example", "/api/v1/goals/{id}"),
            ("/api/v1/goals/example/series", "/api/v1/goals/{id}/series"),
            ("/api/v1/calendars/countries", "/api/v1/calendars/countries"), ("/api/v1/calendars/holidays?country=BR&from=2026", "/api/v1/calendars/holidays"),
            ("/api/v1/keys", "/api/v1/keys"), ("/api/v1/audit", "/api/v1/audit"), ("/api/v1/session", "/api/v1/session"),
            ("/api/v1/funnel/stages", "/api/v1/funnel/stages"), ("/api/v1/funnel/trend", "/api/v1/funnel/trend"), ("/api/v1/compliance?by=owner", "/api/v1/compliance"), ("/api/v1/webhooks", "/api/v1/webhooks"), ("/api/v1/webhooks/example", "/api/v1/webhooks/{id}"),
            ("/api/v1/agreement", "/api/v1/agreement"), ("/api/v1/agreement/versions", "/api/v1/agreement/versions"), ("/api/v1/agreement/history", "/api/v1/agreement/history"),
            ("/api/v1/displays", "/api/v1/displays"), ("/api/v1/meetings", "/api/v1/meetings"), ($"/api/v1/meetings/{meeting}", "/api/v1/meetings/{id}"),
        ];
        // Nothing is sent from here, so nothing was tried and nothing is dead; the draft was published; an export is a file.
        string[] empty = ["/api/v1/webhooks/{id}/attempts", "/api/v1/webhooks/{id}/dead", "/api/v1/agreement/draft", "/api/v1/agreement/draft/compare", "/api/v1/meetings/{id}/export"];
        var document = await DocumentAsync();
        Operations(document).Where(operation => operation.Name.StartsWith("get /api/", StringComparison.Ordinal)).Select(operation => operation.Name[4..])
            .ShouldBe(reads.Select(read => read.Operation).Concat(empty), ignoreOrder: true);
        foreach (var (path, operation) in reads)
        {
            var example = document.GetProperty("paths").GetProperty(operation).GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").GetProperty("application/json").GetProperty("example");
            var answer = await client.AskUntilAsync(path, json => json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > 0);
            Members(answer.Json).ShouldBe(Members(example), path);
        }
    }

    /// <summary>The example with a code that a television shows at this moment, and its secret.</summary>
    private static async Task<string> ShownAsync(Television television, JsonElement example, string text)
    {
        if (!example.TryGetProperty("code", out var code)) return text;
        text = text.Replace(code.GetString()!, await television.ShowCodeAsync(), StringComparison.Ordinal);
        return example.TryGetProperty("secret", out var secret) ? text.Replace(secret.GetString()!, television.Secret, StringComparison.Ordinal) : text;
    }

    /// <summary>A promise that was broken long ago: its id.</summary>
    private static async Task<string> BreachAsync(HostProcess own, HttpClient client)
    {
        await own.UntilAsync(client, """{"id":"late","type":"lead.stage_changed","lead":"L-late","occurredAt":"2019-03-12T13:00:00Z","data":{"stage":"mql"}}""");
        return (await client.AskUntilAsync("/api/v1/breaches?state=all", json => json.GetArrayLength() > 0)).Json[0].GetProperty("id").GetString()!;
    }

    private static IEnumerable<string> Members(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? json.EnumerateArray().Take(1).SelectMany(Members) : json.EnumerateObject().Select(member => member.Name);

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static IEnumerable<(string Status, string Kind, JsonElement Media)> Answers(JsonElement operation) =>
        from answer in operation.GetProperty("responses").EnumerateObject()
        where answer.Value.TryGetProperty("content", out _)
        from kind in answer.Value.GetProperty("content").EnumerateObject()
        select (answer.Name, kind.Name, kind.Value);

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = await host.StrangerAsync();
        return (await client.AskAsync("/openapi/v1.json")).Json;
    }
}
