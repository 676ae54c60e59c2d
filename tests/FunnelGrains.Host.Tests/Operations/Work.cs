using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Operations;

/// <summary>A plausible amount of work at a host: leads with five events each, some goals, another key.</summary>
internal sealed class Work(HostProcess host) : IDisposable
{
    private const int EventsALead = 5;
    private const int LinesABody = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Members that move with the clock, or count how often the server was started.</summary>
    private static readonly string[] Moving = ["version", "epoch", "remainingSeconds", "beforeAssignmentSeconds", "afterAssignmentSeconds", "expected", "gap", "daysLeft", "pace", "projection", "forecast", "perDayLeft", "status", "asOf", "seconds", "forecastAsOf", "backtest"];

    private readonly HttpClient client = host.CreateClient();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Posts so many events, in bodies of many; each is answered 200.</summary>
    /// <param name="events">How many; a multiple of five.</param>
    /// <param name="now">The newest happened then, the others up to 60 days before.</param>
    public async Task PostAsync(int events, DateTimeOffset now)
    {
        foreach (var numbers in Enumerable.Range(0, events).Chunk(LinesABody))
            await PostAsync(numbers.Select(n => Line("L", n / EventsALead, n % EventsALead, now)));
    }

    /// <summary>Posts ten leads whose clocks run.</summary>
    /// <returns>How many events that were.</returns>
    public async Task<int> PostRunningAsync(DateTimeOffset now)
    {
        await PostAsync(Enumerable.Range(0, 20).Select(n => Line("R", n / 2 * 86_400, n % 2, now)));
        return 20;
    }

    // Again where the host is too busy to take it, after the time that it names.
    private async Task PostAsync(IEnumerable<string> lines)
    {
        var body = string.Join('\n', lines);
        while (await TryPostAsync(body) is { } later) await Task.Delay(later, Cancel);
    }

    private async Task<TimeSpan?> TryPostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content, Cancel);
        if (answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter.Delta: { } later }) return later;
        var said = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, said);
        JsonElement.Parse(said).GetProperty("refused").GetInt32().ShouldBe(0, said);
        return null;
    }

    /// <summary>Sets goals and makes a key.</summary>
    public async Task ArrangeAsync()
    {
        object[] goals =
        [
            new { team = "marketing", metric = "entered", stage = "mql", period = "month", target = 1_000, kind = "reach" },
            new { team = "sales", metric = "revenue", currency = "BRL", period = "quarter", target = 50_000.25, kind = "reach" },
            new { team = "sales", metric = "compliance", clause = "accept_mql", period = "quarter", target = 0.9, kind = "above" },
        ];
        for (var i = 0; i < goals.Length; i++)
        {
            using var put = await client.PutAsJsonAsync(new Uri($"/api/v1/goals/g{i}", UriKind.Relative), goals[i], Cancel);
            put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync(Cancel));
        }
        using var key = await client.PostAsJsonAsync(new Uri("/api/v1/keys", UriKind.Relative), new { name = "crm", scopes = (string[])["ingest", "read"] }, Cancel);
        key.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>The keys, and the goals without their values.</summary>
    public async Task<List<string>> ArrangementAsync() =>
    [
        await TextAsync("keys"),
        .. (await JsonAsync("goals")).EnumerateArray().Select(goal => $"{goal.GetProperty("team")} {goal.GetProperty("metric")} {goal.GetProperty("period")} {goal.GetProperty("target")}"),
    ];

    /// <summary>What every read endpoint says, an answer a line, apart from what moves with the clock.</summary>
    public async Task<List<string>> ReadAllAsync()
    {
        var answers = new List<string>();
        foreach (var dates in (string[])["", "from=2020-01-01&to=2100-01-01"])
            foreach (var by in (string[])["", "&by=source", "&by=campaign", "&by=segment", "&by=owner", "&by=team"]) answers.Add(await TextAsync($"funnel?{dates}{by}"));
        foreach (var path in (string[])["goals", "keys", "breaches?state=open", "breaches?state=all"]) answers.Add(await TextAsync(path));
        var ids = new List<string>();
        foreach (var sort in (string[])["updated", "due"])
        {
            string? cursor = null;
            do
            {
                var page = await JsonAsync($"leads?limit=500&sort={sort}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
                cursor = page.GetProperty("next").GetString();
                foreach (var lead in page.GetProperty("leads").EnumerateArray()) answers.Add($"{sort} {Still(lead)}");
                if (sort == "updated") ids.AddRange(page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!));
            }
            while (cursor is not null);
        }
        foreach (var query in (string[])["q=feira", "stage=sal&limit=5", "status=won&limit=5", "owner=bia&limit=5"]) answers.Add(await TextAsync($"leads?{query}"));
        foreach (var id in ids.Where((_, i) => i % Math.Max(1, ids.Count / 200) == 0)) answers.Add(await TextAsync($"leads/{id}"));
        return answers;
    }

    /// <summary>The audit: how many events it folded, and what differs.</summary>
    public async Task<(long Events, string Differences)> AuditAsync()
    {
        var audit = await JsonAsync("audit");
        return (audit.GetProperty("events").GetInt64(), audit.GetProperty("differences").ToString());
    }

    public void Dispose() => client.Dispose();

    private static string Line(string prefix, int lead, int step, DateTimeOffset now)
    {
        var at = now.AddMinutes(-(lead * 37 % 86_400)).AddSeconds(step - EventsALead);
        var (type, data) = step switch
        {
            0 => ("lead.captured", $$"""{"source":"{{(lead % 3 == 0 ? "feira" : "ads")}}","campaign":"c{{lead % 7}}","segment":"indústria"}"""),
            1 => ("lead.stage_changed", """{"stage":"mql"}"""),
            2 => ("lead.assigned", $$"""{"owner":"{{(lead % 2 == 0 ? "ana" : "bia")}}"}"""),
            3 => lead % 4 == 0 ? ("lead.touched", """{"channel":"call"}""") : ("lead.stage_changed", """{"stage":"sal"}"""),
            _ => lead % 5 == 0 ? ("deal.won", """{"amount":1234.5,"currency":"BRL"}""") : ("lead.touched", """{"channel":"email"}"""),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"e{{{prefix}}}{{{lead}}}-{{{step}}}","type":"{{{type}}}","lead":"{{{prefix}}}-{{{lead}}}","occurredAt":"{{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}}","personal":{"email":"x{{{lead}}}@example.com"},"data":{{{data}}} }""");
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || Stopwatch.GetElapsedTime(began) > Patience)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
                return JsonElement.Parse(text);
            }

            // It counts anew, and on a busy machine that takes longer than a reader is held: asked again when it says.
            await Task.Delay(answer.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull(), TimeProvider.System, Cancel);
        }
    }

    private async Task<string> TextAsync(string path) => $"{path}: {Still(await JsonAsync(path))}";

    private static string Still(JsonElement element)
    {
        var node = JsonNode.Parse(element.GetRawText())!;
        Calm(node);
        return node.ToJsonString();
    }

    // A status is a lead's, which stands, where it is a word of leads; a goal's moves.
    private static void Calm(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach (var name in Moving)
                if (name != "status" || o.ContainsKey("target")) o.Remove(name);
            foreach (var (_, value) in o) Calm(value);
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array) Calm(item);
        }
    }
}
