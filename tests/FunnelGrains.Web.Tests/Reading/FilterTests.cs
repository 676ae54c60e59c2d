using System.Net;
using System.Text.Json;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Reading;

/// <summary>The numbers of a dashboard, filtered, part by part, by a dimension, and the leads behind them; of a month long ago and a source of its own.</summary>
public sealed class FilterTests(SharedHost host)
{
    private const string March = "from=2018-03-01&to=2018-03-31";

    [Fact]
    public async Task A_number_its_parts_its_breakdown_and_the_leads_behind_it_agree()
    {
        using var client = await host.ClientAsync();
        var source = $"s-{Guid.NewGuid():N}";
        await PostAsync(client, source);

        var funnel = (await client.AskAsync($"/api/v1/funnel?{March}&source={source}&by=source")).Json;
        funnel.GetProperty("captured").GetInt64().ShouldBe(2);
        Entered(funnel, "mql").ShouldBe(3);
        funnel.GetProperty("status").GetProperty("open").GetInt64().ShouldBe(2);
        funnel.GetProperty("by")[0].GetProperty("value").GetString().ShouldBe(source);
        Entered((await client.AskAsync($"/api/v1/funnel?{March}&source={source}&source=another")).Json, "mql").ShouldBe(3);
        Entered((await client.AskAsync($"/api/v1/funnel?{March}&source={source}&owner=ana-{source}")).Json, "mql").ShouldBe(1);
        Entered((await client.AskAsync($"/api/v1/funnel?{March}&source={source}&owner=(none)")).Json, "mql").ShouldBe(2);
        Entered((await client.AskAsync($"/api/v1/funnel?from=2018-04-01&to=2018-04-30&source={source}")).Json, "mql").ShouldBe(0);

        foreach (var step in new[] { "day", "week", "month" })
        {
            var points = (await client.AskAsync($"/api/v1/funnel/trend?{March}&step={step}&source={source}")).Json.GetProperty("points").EnumerateArray().ToList();
            points.Count.ShouldBe(step switch { "day" => 31, "week" => 5, _ => 1 });
            points.Sum(point => Entered(point, "mql")).ShouldBe(3);
            points.Sum(point => point.GetProperty("captured").GetInt64()).ShouldBe(2);
        }

        (await BehindAsync(client, $"fact=entered&key=mql&{March}&source={source}")).ShouldBe([($"A-{source}", 1), ($"B-{source}", 2)]);
        (await BehindAsync(client, $"fact=entered&key=mql&{March}&source={source}&owner=ana-{source}")).ShouldBe([($"A-{source}", 1)]);
        (await BehindAsync(client, $"fact=captured&{March}&source={source}&stage=sal")).ShouldBe([($"A-{source}", 1)]);
        (await BehindAsync(client, $"fact=touches&{March}&source={source}")).ShouldBe([($"A-{source}", 2)]);
        (await BehindAsync(client, $"fact=entered&key=mql&from=2018-04-01&to=2018-04-30&source={source}")).ShouldBeEmpty();
        (await client.AskAsync($"/api/v1/leads?source={source}&team=sales")).Json.GetProperty("leads").EnumerateArray().Single().GetProperty("id").GetString().ShouldBe($"A-{source}");

        var by = (await client.AskAsync($"/api/v1/compliance?{March}&by=source")).Json.GetProperty("by").EnumerateArray().Single(value => value.GetProperty("value").GetString() == source);
        foreach (var clause in by.GetProperty("clauses").EnumerateArray())
            foreach (var fact in new[] { "met", "breached", "met_late" })
                (await BehindAsync(client, $"fact={fact}&key={clause.GetProperty("key").GetString()}&{March}&source={source}")).Sum(lead => lead.Times)
                    .ShouldBe(clause.GetProperty(fact == "met_late" ? "metLate" : fact).GetInt64(), $"{fact} {clause}");
        Clause(by, "accept_mql", "breached").ShouldBe(3);
        Clause(by, "accept_mql", "metLate").ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/leads?fact=seen", "fact")]
    [InlineData("/api/v1/leads?fact=entered", "key")]
    [InlineData("/api/v1/leads?fact=entered&key=nowhere", "key")]
    [InlineData("/api/v1/leads?fact=met&key=mql", "key")]
    [InlineData("/api/v1/leads?fact=won&key=mql", "key")]
    [InlineData("/api/v1/leads?key=mql&from=2019-03-01&to=2019-03-31", "key", "from", "to")]
    [InlineData("/api/v1/leads?fact=won&from=2019-03-01", "to")]
    [InlineData("/api/v1/leads?source=(other)", "source")]
    [InlineData("/api/v1/leads?source=(rest)", "source")]
    [InlineData("/api/v1/funnel?team=(rest)", "team")]
    [InlineData("/api/v1/funnel?source=(other)&owner=ana", "source")]
    [InlineData("/api/v1/funnel?source=(other)&by=owner", "source")]
    [InlineData("/api/v1/funnel?colour=red", "colour")]
    [InlineData("/api/v1/funnel/trend?step=hour", "step")]
    [InlineData("/api/v1/funnel/trend?from=2015-01-01&to=2019-03-31", "step")]
    [InlineData("/api/v1/compliance?by=stage", "by")]
    [InlineData("/api/v1/compliance?from=2019-03-31&to=2019-03-01", "to")]
    public async Task What_cannot_be_asked_is_named(string path, params string[] names)
    {
        using var client = await host.ClientAsync();
        var answer = await client.AskAsync(path);
        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.Pointers.ShouldBe(names);
    }

    [Fact]
    public async Task Who_may_not_read_sees_none_of_it()
    {
        using var client = await host.ClientAsync("display", "ingest");
        foreach (var path in new[] { "/api/v1/funnel/trend", "/api/v1/compliance", "/api/v1/leads?fact=won" }) (await client.AskAsync(path)).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    /// <summary>One lead that was accepted late, and one that was recycled and is an MQL twice; nothing of it is ever touched by another test.</summary>
    private static async Task PostAsync(HttpClient client, string source)
    {
        var (a, b) = ($"A-{source}", $"B-{source}");
        (string Id, string Lead, string Type, string At, object Data)[] events =
        [
            ("1", a, "lead.captured", "2018-03-05T12:00:00Z", new { source }), ("2", a, "lead.assigned", "2018-03-05T13:00:00Z", new { owner = $"ana-{source}" }),
            ("3", a, "lead.stage_changed", "2018-03-05T14:00:00Z", new { stage = "mql" }), ("4", a, "lead.touched", "2018-03-06T14:00:00Z", new { channel = "call" }),
            ("5", a, "lead.touched", "2018-03-06T15:00:00Z", new { channel = "call" }), ("6", a, "lead.stage_changed", "2018-03-13T14:00:00Z", new { stage = "sal" }),
            ("1", b, "lead.captured", "2018-03-06T12:00:00Z", new { source }), ("2", b, "lead.stage_changed", "2018-03-06T14:00:00Z", new { stage = "mql" }),
            ("3", b, "lead.recycled", "2018-03-13T12:00:00Z", new { reason = "later" }), ("4", b, "lead.stage_changed", "2018-03-14T14:00:00Z", new { stage = "mql" }),
        ];
        var posted = await client.PostEventsAsync(JsonSerializer.Serialize(events.Select(e => new { id = e.Id, type = e.Type, lead = e.Lead, occurredAt = e.At, data = e.Data })));
        posted.Counts.ShouldBe((events.Length, 0, 0), posted.Json.ToString());
        // A list is half a second old at most; what was just posted is to be in it from here on.
        await client.AskUntilAsync($"/api/v1/leads?source={source}", json => json.GetProperty("leads").GetArrayLength() == 2);
    }

    /// <summary>The leads behind a number, in pages of one.</summary>
    private static async Task<IReadOnlyList<(string Lead, long Times)>> BehindAsync(HttpClient client, string query)
    {
        var found = new List<(string, long)>();
        string? cursor = null;
        do
        {
            var page = await client.AskAsync($"/api/v1/leads?limit=1&{query}{(cursor is null ? "" : $"&cursor={cursor}")}");
            page.Status.ShouldBe(HttpStatusCode.OK, page.Json.ToString());
            found.AddRange(page.Json.GetProperty("leads").EnumerateArray().Select(lead => (lead.GetProperty("id").GetString()!, lead.GetProperty("times").GetInt64())));
            cursor = page.Json.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return [.. found.Order()];
    }

    private static long Entered(JsonElement funnel, string stage) => Stage(funnel, stage).GetProperty("entered").GetInt64();

    private static JsonElement Stage(JsonElement funnel, string stage) => funnel.GetProperty("stages").EnumerateArray().Single(one => one.GetProperty("key").GetString() == stage);

    private static long Clause(JsonElement by, string clause, string what) =>
        by.GetProperty("clauses").EnumerateArray().Single(one => one.GetProperty("key").GetString() == clause).GetProperty(what).GetInt64();
}
