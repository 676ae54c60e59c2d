using System.Net;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>What a real process says about itself, after a few events.</summary>
public sealed class MetricsTests(BusyHost busy)
{
    [Fact]
    public async Task Events_are_counted_by_what_became_of_them()
    {
        var scrape = await ScrapeAsync();
        scrape["funnelgrains_ingest_events_total", "outcome=\"accepted\""].ShouldBe(2);
        scrape["funnelgrains_ingest_events_total", "outcome=\"duplicate\""].ShouldBe(1);
        scrape["funnelgrains_ingest_events_total", "outcome=\"refused\""].ShouldBe(1);
        scrape["funnelgrains_ingest_events_total"].ShouldBe(4);
    }

    [Fact]
    public async Task Every_row_of_the_journal_is_in_one_measured_commit()
    {
        var scrape = await ScrapeAsync();
        // Four claims, two events, one announcement.
        scrape["funnelgrains_journal_commit_rows_sum"].ShouldBe(7);
        scrape["funnelgrains_journal_commit_rows_count"].ShouldBeInRange(2, 7);
        scrape["funnelgrains_journal_commit_duration_seconds_count"].ShouldBe(scrape["funnelgrains_journal_commit_rows_count"]);
        scrape["funnelgrains_journal_commit_duration_seconds_sum"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Shards_tell_what_they_counted_and_saved_and_that_nothing_waits()
    {
        var scrape = await ScrapeAsync();
        scrape["funnelgrains_shard_open"].ShouldBe(4);
        scrape["funnelgrains_shard_recovery_duration_seconds_count"].ShouldBe(4);
        scrape["funnelgrains_shard_queue"].ShouldBe(0);
        scrape["funnelgrains_shard_leads"].ShouldBe(2);
        scrape["funnelgrains_shard_batch_rows_sum"].ShouldBe(3);
        scrape["funnelgrains_shard_apply_duration_seconds_count"].ShouldBe(scrape["funnelgrains_shard_batch_rows_count"]);
        scrape["funnelgrains_shard_checkpoint_duration_seconds_count"].ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_broken_promise_is_measured_from_its_due_and_a_frame_from_its_making()
    {
        var scrape = await ScrapeAsync();
        scrape["funnelgrains_breach_lateness_seconds_count"].ShouldBe(1);
        scrape["funnelgrains_board_lag_seconds_count"].ShouldBeGreaterThanOrEqualTo(1);
        scrape["funnelgrains_board_connections"].ShouldBe(0);
    }

    [Fact]
    public async Task Runtime_requests_and_silo_are_there_too() =>
        new[] { "dotnet_process_memory_working_set_bytes", "http_server_request_duration_seconds_count", "orleans_catalog_activations", "target_info" }
            .ShouldBeSubsetOf((await ScrapeAsync()).Names);

    [Fact]
    public async Task No_metric_names_a_lead_or_holds_personal_data()
    {
        var text = (await ScrapeAsync()).Text;
        text.ShouldNotContain(BusyHost.Lead);
        text.ShouldNotContain(BusyHost.Mail);
        text.ShouldContain("http_route=\"/api/v1/leads\"");
    }

    [Fact]
    public async Task A_silo_without_a_web_lets_itself_be_scraped()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.CreateAsync(durable: false, cancel);
        var metrics = FreePort.Next();
        await using var silo = await HostProcess.StartAsync(new HostLaunch { Arguments = ["--mode", "silo", "--storage", "postgres"] }
            .With("ConnectionStrings__FunnelGrains", await server.CreateDatabaseAsync(cancel)).With("FunnelGrains__MetricsPort", $"{metrics}"));
        using var prometheus = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{metrics}") };
        var scrape = await Scrape.UntilAsync(prometheus, scrape => scrape["funnelgrains_shard_open"] == 4);
        scrape.Names.ShouldContain("orleans_catalog_activations");
        using var stranger = silo.CreateClient("");
        using var refused = await stranger.GetAsync(new Uri("/metrics", UriKind.Relative), cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var reader = silo.CreateClient();
        (await Scrape.OfAsync(reader))["funnelgrains_shard_open"].ShouldBe(4);
    }

    private async Task<Scrape> ScrapeAsync()
    {
        using var client = await busy.ClientAsync("read");
        return await Scrape.UntilAsync(client, scrape => scrape["funnelgrains_board_connections"] == 0 && scrape["funnelgrains_breach_lateness_seconds_count"] > 0);
    }
}
