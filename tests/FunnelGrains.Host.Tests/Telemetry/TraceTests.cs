using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>One trace from the POST to the frame that shows it, of a house in this process with a real collector beside it.</summary>
public sealed class TraceTests : IAsyncDisposable
{
    private const string Key = "test-admin-key-0123456789";
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-trace-").FullName;
    private readonly Uri address = new($"http://127.0.0.1:{FreePort.Next()}");
    private readonly Spans spans = new();
    private Collector? collector;
    private Host.Starting.House? house;

    [Fact]
    public async Task A_post_is_followed_through_append_count_and_frame_to_the_boards()
    {
        await OpenAsync(ratio: "1");
        await using var board = await WatchAsync();
        await PostAsync("L-traced");
        var sent = await spans.FirstAsync(span => span.OperationName == "board send");
        var trace = await spans.OfAsync(sent.TraceId, "POST /api/v1/events");

        var post = trace.Single(span => span.DisplayName == "POST /api/v1/events");
        post.ParentSpanId.ShouldBe(default);
        var call = trace.Single(span => span is { DisplayName: "IFunnelShardGrain/PostAsync", Kind: ActivityKind.Server });
        Above(trace, call).ShouldContain(post);
        foreach (var name in new[] { "shard append", "shard count", "shard tell", "board frame", "board send" })
            Above(trace, trace.Single(span => span.OperationName == name)).ShouldContain(call, name);
        Above(trace, sent).Select(span => span.OperationName).ShouldContain("board frame");
        trace.Single(span => span.OperationName == "shard append").GetTagItem("funnelgrains.rows").ShouldBe(1);
    }

    [Fact]
    public async Task The_calls_that_a_batch_makes_of_its_leads_are_in_no_trace_and_begin_none()
    {
        await OpenAsync(ratio: "1");
        await using var board = await WatchAsync();
        await PostAsync("L-counted");
        await spans.FirstAsync(span => span.OperationName == "board send");
        var all = spans.All;
        all.ShouldNotContain(span => span.DisplayName.Contains("ILeadGrain", StringComparison.Ordinal));
        all.Where(span => span.ParentSpanId == default).ShouldAllBe(span => span.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn");
    }

    [Fact]
    public async Task A_lead_that_is_read_is_traced_to_its_grain_and_not_named()
    {
        await OpenAsync(ratio: "1");
        await PostAsync("L-unnamed");
        using (var client = new HttpClient { BaseAddress = address })
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            await client.GetStringAsync("/api/v1/leads/L-unnamed", TestContext.Current.CancellationToken);
            await client.GetStringAsync("/api/v1/leads?q=L-unnamed", TestContext.Current.CancellationToken);
        }
        await spans.FirstAsync(span => span.DisplayName == "GET /api/v1/leads/{id}");
        await spans.FirstAsync(span => span.DisplayName == "GET /api/v1/leads");
        var all = spans.All;
        all.ShouldContain(span => span.DisplayName.StartsWith("ILeadGrain/", StringComparison.Ordinal));
        all.ShouldNotContain(span => span.DisplayName.Contains("L-unnamed", StringComparison.Ordinal));
        all.SelectMany(span => span.TagObjects).ShouldNotContain(tag => $"{tag.Value}".Contains("L-unnamed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_share_asked_for_begins_a_trace_but_a_sender_s_own_goes_on()
    {
        await OpenAsync(ratio: "0");
        await PostAsync("L-silent");
        var trace = ActivityTraceId.CreateRandom();
        await PostAsync("L-traced", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        (await spans.OfAsync(trace, "POST /api/v1/events")).Select(span => span.OperationName).ShouldContain("shard count");
        spans.All.ShouldAllBe(span => span.TraceId == trace);
    }

    [Fact]
    public async Task Traces_and_metrics_reach_the_collector()
    {
        await OpenAsync(ratio: "1");
        await PostAsync("L-exported");
        await CloseAsync();
        collector!.Of("traces").ShouldContain("shard append");
        collector.Of("traces").ShouldContain("funnelgrains");
        collector.Of("metrics").ShouldContain("funnelgrains.ingest.events");
        (collector.Of("traces") + collector.Of("metrics")).ShouldNotContain("L-exported");
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (collector is not null) await collector.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenAsync(string ratio)
    {
        collector = await Collector.StartAsync();
        house = Host.Starting.House.Build(
            new Dictionary<string, string?>
            {
                ["Urls"] = address.GetLeftPart(UriPartial.Authority),
                ["FunnelGrains:Data"] = folder,
                ["FunnelGrains:AdminKey"] = Key,
                ["FunnelGrains:TraceRatio"] = ratio,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.OriginalString,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
            services => services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(spans)));
        await house.OpenAsync();
        using var client = new HttpClient { BaseAddress = address };
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var ready = false; !ready; await rounds.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            ready = answer.IsSuccessStatusCode;
        }
    }

    private async Task CloseAsync()
    {
        if (house is null) return;
        await house.CloseAsync();
        await house.DisposeAsync();
        house = null;
    }

    private async Task<HubConnection> WatchAsync()
    {
        var board = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/board"), hub =>
        {
            (hub.Transports, hub.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            hub.Headers["Authorization"] = $"Bearer {Key}";
        }).Build();
        await board.StartAsync();
        await board.InvokeAsync<JsonElement>("Watch", "main");
        return board;
    }

    private async Task PostAsync(string lead, string? traceParent = null)
    {
        // Without an activity of its own the client sends no header that the test did not write.
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events");
        request.Content = JsonContent.Create(new { id = "e1", type = "lead.stage_changed", lead, data = new { stage = "mql" } });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (traceParent is not null) request.Headers.Add("traceparent", traceParent);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static List<Activity> Above(IReadOnlyList<Activity> trace, Activity span)
    {
        var above = new List<Activity>();
        for (var parent = Parent(span); parent is not null; parent = Parent(parent)) above.Add(parent);
        return above;

        Activity? Parent(Activity of) => trace.FirstOrDefault(one => one.SpanId == of.ParentSpanId);
    }
}
