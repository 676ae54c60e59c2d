using System.Globalization;
using System.Text.Json;
using FunnelGrains.Cli.Tests.Commands;
using FunnelGrains.Testing;

namespace FunnelGrains.Cli.Tests.Olist;

/// <summary>The bar of the real file. Expected figures were counted from the two files by other means.</summary>
public sealed class OlistImportTests(OlistHosts hosts) : IClassFixture<OlistHosts>, IDisposable
{
    private static readonly DateOnly First = new(2017, 6, 1);
    private static readonly DateOnly Last = new(2018, 12, 31);
    private static readonly string[] Breakdowns = ["", "&by=source", "&by=campaign", "&by=segment", "&by=owner", "&by=team"];
    private readonly ReadAnswers ordered = new(hosts.Ordered);
    private readonly ReadAnswers shuffled = new(hosts.Shuffled);

    [Fact]
    public async Task The_real_file_counts_as_known()
    {
        hosts.OrderedImport.ShouldEndWith(0).Output.ShouldContain("17,684 accepted, 0 duplicates, 0 refused; 0 bad rows");
        var funnel = await ordered.JsonAsync("funnel?from=2017-01-01&to=2019-12-31");
        funnel.GetProperty("captured").GetInt64().ShouldBe(8_000);
        funnel.GetProperty("won").GetInt64().ShouldBe(842);
        funnel.GetProperty("anomalies").GetInt64().ShouldBe(1);
        funnel.GetProperty("zone").GetString().ShouldBe("America/Sao_Paulo");
        Stage(funnel, "mql", "entered").ShouldBe(8_000);
        Stage(funnel, "mql", "now").ShouldBe(7_158);
        foreach (var skipped in new[] { "sal", "sql", "opportunity" })
            Stage(funnel, skipped, "entered").ShouldBe(842);
    }

    [Fact]
    public async Task Importing_again_accepts_nothing_and_moves_no_number()
    {
        var before = await ordered.GetAsync("funnel?from=2017-01-01&to=2019-12-31&by=owner");
        var again = await FunnelProcess.RunAsync(hosts.Ordered, OlistHosts.Command);
        again.ShouldEndWith(0).Output.ShouldContain(": 0 accepted, 17,684 duplicates, 0 refused; 0 bad rows");
        (await ordered.GetAsync("funnel?from=2017-01-01&to=2019-12-31&by=owner")).ShouldBe(before);
        (await FunnelProcess.RunAsync(hosts.Ordered, "audit")).ShouldEndWith(0).Output.ShouldContain("17,684 events of 8,000 leads");
    }

    [Fact]
    public async Task A_deal_is_assigned_to_its_sales_rep_and_won_on_its_local_day()
    {
        var lines = await File.ReadAllLinesAsync(SharedData.Path("olist", "olist_closed_deals_dataset.csv"), TestContext.Current.CancellationToken);
        var (names, deal) = (lines[0].Split(','), lines[1].Split(','));
        string Field(string name) => deal[Array.IndexOf(names, name)];
        var local = DateTime.Parse(Field("won_date"), CultureInfo.InvariantCulture);
        var won = TimeZoneInfo.ConvertTimeToUtc(local, TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"));
        var lead = await shuffled.JsonAsync($"leads/{Field("mql_id")}");
        lead.GetProperty("status").GetString().ShouldBe("won");
        lead.GetProperty("owner").GetString().ShouldBe(Field("sr_id"));
        var timeline = lead.GetProperty("timeline").EnumerateArray().ToList();
        timeline.Select(entry => entry.GetProperty("type").GetString())
            .ShouldBe(["lead.captured", "lead.stage_changed", "lead.assigned", "deal.won"]);
        timeline[2..].ShouldAllBe(entry => entry.GetProperty("occurredAt").GetDateTimeOffset().UtcDateTime == won);
    }

    [Fact]
    public async Task Shuffled_rows_give_the_same_funnel_for_every_period_and_breakdown()
    {
        hosts.ShuffledImport.ShouldEndWith(0).Output.ShouldContain("17,684 accepted");
        foreach (var by in Breakdowns)
        {
            await SameAsync($"funnel?{by}");
            await SameAsync($"funnel?from=2017-01-01&to=2019-12-31{by}");
            for (var quarter = First; quarter <= Last; quarter = quarter.AddMonths(3))
                await SameAsync(string.Create(CultureInfo.InvariantCulture, $"funnel?from={quarter:yyyy-MM-dd}&to={quarter.AddMonths(3).AddDays(-1):yyyy-MM-dd}{by}"));
        }
    }

    [Fact]
    public async Task Shuffled_rows_give_the_same_leads_in_every_list()
    {
        foreach (var query in new[] { "", "sort=due", "status=open", "status=won", "status=lost", "status=rejected", "stage=mql", "q=social", "sort=due&status=won" })
            await SameListAsync(query, answers => answers.LeadsAsync(query));
        (await shuffled.LeadsAsync("")).Count.ShouldBe(8_000);
        (await shuffled.LeadsAsync("status=won")).Count.ShouldBe(842);
    }

    [Fact]
    public async Task Shuffled_rows_give_the_same_leads_in_detail()
    {
        var leads = await ordered.LeadsAsync("sort=due");
        var won = await ordered.LeadsAsync("status=won");
        foreach (var lead in leads.Where((_, n) => n % 40 == 0).Concat(won.Where((_, n) => n % 8 == 0)))
            await SameAsync($"leads/{lead.GetProperty("id").GetString()}");
        await SameAsync("leads/unknown");
    }

    [Fact]
    public async Task Shuffled_rows_give_the_same_breaches_and_none_was_announced()
    {
        foreach (var state in new[] { "open", "all" })
        {
            await SameListAsync(state, answers => answers.BreachesAsync(state, First, Last));
            await SameAsync($"breaches?state={state}");
        }
        var breaches = await shuffled.BreachesAsync("all", First, Last);
        // Nobody accepted 7,158 of the leads within four business hours.
        breaches.Count.ShouldBeGreaterThan(7_158);
        breaches.ShouldAllBe(breach => breach.GetProperty("announcedAt").ValueKind == JsonValueKind.Null && !breach.GetProperty("rescinded").GetBoolean());
    }

    [Fact]
    public async Task Shuffled_rows_give_the_same_goals_and_no_difference_to_the_journal()
    {
        await SameAsync("goals");
        (await FunnelProcess.RunAsync(hosts.Shuffled, "audit")).ShouldEndWith(0).Output.ShouldContain("no difference");
    }

    public void Dispose()
    {
        ordered.Dispose();
        shuffled.Dispose();
    }

    private async Task SameAsync(string path) => (await shuffled.GetAsync(path)).ShouldBe(await ordered.GetAsync(path));

    /// <summary>Lists may be a second behind, so they are asked again until both hosts agree.</summary>
    private async Task SameListAsync(string what, Func<ReadAnswers, Task<List<JsonElement>>> ask)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            var (expected, actual) = ((await ask(ordered)).Select(ReadAnswers.Text).ToList(), (await ask(shuffled)).Select(ReadAnswers.Text).ToList());
            if (actual.SequenceEqual(expected))
                return;
            if (patience.IsCancellationRequested)
                actual.Zip(expected).FirstOrDefault(pair => pair.First != pair.Second).ShouldBe(default, $"{what}: {actual.Count} against {expected.Count}");
        }
    }

    private static long Stage(JsonElement funnel, string key, string count) =>
        funnel.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("key").GetString() == key).GetProperty(count).GetInt64();
}
