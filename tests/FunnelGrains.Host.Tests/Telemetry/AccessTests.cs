using System.Net;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>Who may look into a running process.</summary>
public sealed class AccessTests(BusyHost busy)
{
    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/")]
    [InlineData("/METRICS")]
    public async Task Metrics_need_a_key_of_scope_read(string path)
    {
        using var stranger = (await busy.HostAsync()).CreateClient("");
        using var sender = await busy.ClientAsync("ingest");
        using var display = await busy.ClientAsync("display");
        using var reader = await busy.ClientAsync("read");
        (await StatusAsync(stranger, path)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(sender, path)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(display, path)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(reader, path)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task On_a_port_of_their_own_they_need_none_and_nothing_else_is_there()
    {
        await busy.HostAsync();
        using var stranger = new HttpClient { BaseAddress = busy.MetricsPort };
        (await StatusAsync(stranger, "/metrics")).ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/", "/health/live", "/api/v1/funnel", "/docs", "/orleans/", "/metrics/more" })
            (await StatusAsync(stranger, path)).ShouldBe(HttpStatusCode.NotFound, path);
        using var posted = await stranger.PostAsync(new Uri("/metrics", UriKind.Relative), null, TestContext.Current.CancellationToken);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_caller_cannot_claim_to_be_on_that_port()
    {
        using var stranger = (await busy.HostAsync()).CreateClient("");
        stranger.DefaultRequestHeaders.Host = busy.MetricsPort.Authority;
        (await StatusAsync(stranger, "/metrics")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/orleans/")]
    [InlineData("/orleans/index.min.js")]
    [InlineData("/orleans/DashboardCounters")]
    public async Task The_dashboard_is_for_administrators(string path)
    {
        using var stranger = (await busy.HostAsync()).CreateClient("");
        using var reader = await busy.ClientAsync("read", "ingest");
        using var admin = await busy.ClientAsync("admin");
        (await StatusAsync(stranger, path)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(reader, path)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(admin, path)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_dashboard_tells_of_grains_by_type_but_opens_none_and_streams_no_log()
    {
        using var admin = await busy.ClientAsync("admin");
        var counters = await admin.GetStringAsync("/orleans/DashboardCounters", TestContext.Current.CancellationToken);
        counters.ShouldContain("FunnelShardGrain");
        counters.ShouldNotContain(BusyHost.Lead);
        foreach (var path in new[] { "/orleans/GrainState", "/orleans/grainstate/", "/orleans/GrainState?grainId=fg-key&grainType=FunnelGrains.Grains.Access.ApiKeyGrain" })
            (await StatusAsync(admin, path)).ShouldBe(HttpStatusCode.NotFound, path);
        (await StatusAsync(admin, "/orleans/Trace")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
