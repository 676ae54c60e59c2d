using System.Net;
using System.Text.Json;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Reading;

/// <summary>The read endpoints, line by line of the contract.</summary>
public sealed class ReadingTests(SharedHost host)
{
    [Fact]
    public async Task The_funnel_has_the_members_of_the_contract()
    {
        using var client = await host.ClientAsync();
        var source = Guid.NewGuid().ToString();
        await client.PostEventsAsync(
            $$$"""[{"type":"lead.captured","lead":"{{{Answers.NewLead()}}}","data":{"source":"{{{source}}}"}},{"type":"deal.won","lead":"W-{{{source}}}","data":{"amount":12.34,"currency":"BRL"}}]""");
        var funnel = (await client.AskAsync("/api/v1/funnel?by=source")).Json;
        foreach (var member in new[] { "workspace", "zone", "from", "to", "version", "stages", "captured", "won", "lost", "rejected", "anomalies", "revenue", "status", "by" })
            funnel.TryGetProperty(member, out _).ShouldBeTrue(member);
        funnel.GetProperty("workspace").GetString().ShouldBe("default");
        funnel.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("key").GetString()).ShouldBe(["lead", "mql", "sal", "sql", "opportunity", "customer"]);
        foreach (var member in new[] { "key", "name", "team", "now", "entered", "converted", "reached", "conversion" })
            funnel.GetProperty("stages")[0].TryGetProperty(member, out _).ShouldBeTrue(member);
        foreach (var member in new[] { "open", "won", "lost", "rejected" }) funnel.GetProperty("status").TryGetProperty(member, out _).ShouldBeTrue(member);
        funnel.GetProperty("revenue")[0].GetProperty("currency").GetString().ShouldBe("BRL");
        var by = funnel.GetProperty("by").EnumerateArray().Single(value => value.GetProperty("value").GetString() == source);
        by.GetProperty("stages")[0].GetProperty("entered").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/funnel?from=2026-11-01", "to")]
    [InlineData("/api/v1/funnel?from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("/api/v1/funnel?from=2026-13-01&to=2026-11-01", "from")]
    [InlineData("/api/v1/funnel?from=0001-01-01&to=9999-12-31", "from")]
    [InlineData("/api/v1/funnel?by=weather", "by")]
    [InlineData("/api/v1/funnel?month=11", "month")]
    [InlineData("/api/v1/leads?limit=0", "limit")]
    [InlineData("/api/v1/leads?limit=501", "limit")]
    [InlineData("/api/v1/leads?status=sleeping", "status")]
    [InlineData("/api/v1/leads?sort=name", "sort")]
    [InlineData("/api/v1/breaches?state=closed", "state")]
    [InlineData("/api/v1/breaches?to=9999-12-31", "to")]
    [InlineData("/api/v1/leads?cursor=garbage", "cursor")]
    [InlineData("/api/v1/leads?cursor=%00", "cursor")]
    [InlineData("/api/v1/leads?sort=due&cursor=-1", "cursor")]
    [InlineData("/api/v1/breaches?cursor=garbage", "cursor")]
    public async Task A_parameter_that_is_wrong_is_named(string path, string parameter)
    {
        using var client = await host.ClientAsync();
        var answer = await client.AskAsync(path);
        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.Pointers.ShouldContain(parameter);
    }

    [Fact]
    public async Task Odd_texts_find_nothing_and_break_nothing()
    {
        using var client = await host.ClientAsync();
        foreach (var odd in new[] { "%00", "%ff%fe", "%F0%9F%A6%8A", "%25", "'%20OR%201=1--", "_" })
            foreach (var name in new[] { "q", "stage", "owner" })
                (await client.AskAsync($"/api/v1/leads?{name}={odd}{Guid.NewGuid():N}")).Json.GetProperty("leads").GetArrayLength().ShouldBe(0, $"{name}={odd}");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb/c")]
    [InlineData("a b+c?d#e")]
    [InlineData("é😀.")]
    [InlineData("..")]
    public async Task A_lead_is_read_by_any_id_it_may_have(string form)
    {
        using var client = await host.ClientAsync();
        var lead = $"{Guid.NewGuid():N}{form}";
        (await client.PostEventsAsync($$"""{"id":"1","type":"lead.captured","lead":"{{lead}}"}""")).Counts.ShouldBe((1, 0, 0));
        (await client.TimelineAsync(lead)).ShouldBe(["1"]);
        (await client.AskAsync($"/api/v1/leads/{Guid.NewGuid()}")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Leads_come_in_pages_without_a_gap_or_a_repeat()
    {
        using var client = await host.ClientAsync();
        var owner = Guid.NewGuid().ToString();
        var leads = Enumerable.Range(0, 25).Select(_ => Answers.NewLead()).ToList();
        await ListedAsync(client, leads, owner);
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await client.AskAsync($"/api/v1/leads?owner={owner}&limit=10&cursor={Uri.EscapeDataString(cursor)}")).Json;
            seen.AddRange(page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }

        seen.ShouldBe(leads, ignoreOrder: true);
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_list_is_refused()
    {
        using var client = await host.ClientAsync();
        var owner = Guid.NewGuid().ToString();
        await ListedAsync(client, [Answers.NewLead(), Answers.NewLead()], owner);
        foreach (var (sort, other) in new[] { ("due", "updated"), ("updated", "due") })
        {
            var next = (await client.AskAsync($"/api/v1/leads?owner={owner}&limit=1&sort={sort}")).Json.GetProperty("next").GetString()!;
            (await client.AskAsync($"/api/v1/leads?owner={owner}&limit=1&sort={sort}&cursor={next}")).Json.GetProperty("leads").GetArrayLength().ShouldBe(1);
            foreach (var path in new[] { $"leads?owner={owner}&sort={other}", "breaches?state=all" })
            {
                var refused = await client.AskAsync($"/api/v1/{path}&cursor={next}");
                refused.ShouldBeProblem(HttpStatusCode.BadRequest);
                refused.Pointers.ShouldHaveSingleItem().ShouldBe("cursor");
            }
        }
    }

    [Fact]
    public async Task Breaches_come_in_pages_each_of_which_links_to_the_next()
    {
        using var client = await host.ClientAsync();
        // A day that no other test has: their promises were due then.
        var leads = Enumerable.Range(0, 7).Select(_ => Answers.NewLead()).ToList();
        (await client.PostEventsAsync($"[{string.Join(',', leads.Select(lead => $$$"""{"type":"lead.stage_changed","lead":"{{{lead}}}","occurredAt":"2019-03-12T13:00:00Z","data":{"stage":"mql"}}"""))}]"))
            .Counts.ShouldBe((7, 0, 0));
        const string all = "?state=all&from=2019-03-12&to=2019-03-12";
        // Lists are up to a second behind.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await client.AskAsync($"/api/v1/breaches{all}")).Json.GetArrayLength() < 7) await rounds.WaitForNextTickAsync(patience.Token);
        var (seen, pages) = (new List<string>(), 0);
        for (var next = $"{all}&limit=3"; next is not null; pages++)
        {
            var page = await client.AskAsync($"/api/v1/breaches{next}");
            page.Json.ValueKind.ShouldBe(JsonValueKind.Array);
            seen.AddRange(page.Json.EnumerateArray().Select(breach => breach.GetProperty("lead").GetString()!));
            next = page.Message.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            if (next is null) continue;
            next.ShouldEndWith(">; rel=\"next\"");
            next = next[1..next.IndexOf('>', StringComparison.Ordinal)];
        }

        (seen.Count, pages).ShouldBe((7, 3));
        seen.ShouldBe(leads, ignoreOrder: true);
        (await client.AskAsync("/api/v1/breaches?limit=1001")).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nothing_at_an_address_is_a_problem_too()
    {
        using var client = await host.ClientAsync();
        (await client.AskAsync("/api/v1/nothing")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await client.AskAsync("/api/v1/calculate/due")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed);
        (await client.AskAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.AskAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Posts leads and waits until lists, which are up to a second behind, show them all.</summary>
    private static async Task<string> ListedAsync(HttpClient client, IReadOnlyList<string> leads, string? by = null)
    {
        var owner = by ?? Guid.NewGuid().ToString();
        await client.PostEventsAsync($"[{string.Join(',', leads.Select(lead => $$$"""{"type":"lead.assigned","lead":"{{{lead}}}","data":{"owner":"{{{owner}}}"}}"""))}]");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await client.AskAsync($"/api/v1/leads?owner={owner}&limit=500")).Json.GetProperty("leads").GetArrayLength() < leads.Count)
            await rounds.WaitForNextTickAsync(patience.Token);
        return leads[0];
    }
}
