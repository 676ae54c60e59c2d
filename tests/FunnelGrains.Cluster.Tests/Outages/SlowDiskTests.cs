using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Access;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>The disk takes seconds for what it is forced to write: events are answered late or put off, nobody who only looks waits for that, and it heals by itself.</summary>
public sealed class SlowDiskTests(ITestOutputHelper output)
{
    private const int Batches = 20;

    /// <summary>Batches that are stored while the disk is slow, one after the other.</summary>
    private const int Slow = 4;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // One shard whose queue is short, so that a few batches are too many for it.
    private static HostLaunch Launch => new HostLaunch { StartsWithin = TimeSpan.FromMinutes(2) }
        .With("FunnelGrains__Shards", "1").With("FunnelGrains__Shard__QueueLimit", "1000").With("FunnelGrains__Shard__BatchLimit", "200");

    [Fact]
    public async Task Under_the_embedded_database_events_come_late_or_are_put_off_and_boards_and_reads_go_on()
    {
        if (SlowDisk.Missing is { } why) Assert.Skip(why);
        await using var host = await HostProcess.StartAsync(Launch, Cancel);
        await CheckAsync(host.BaseAddress, host.AdminKey, () => [host.Id], Delay);
        host.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Under_PostgreSQL_events_come_late_or_are_put_off_and_boards_and_reads_go_on()
    {
        if (PostgresBinaries.Missing is { } none) Assert.Skip(none);
        if (SlowDisk.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: true, Cancel);
        await using var cluster = HostCluster.Start(await server.CreateDatabaseAsync(Cancel), 1, 1, Launch);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        // Every write of the cluster's own waits too: who is in it, sessions, documents of grains.
        await CheckAsync(cluster.Webs[0].Address, cluster.Webs[0].AdminKey, () => server.ProcessIds, Delay / 2);
        cluster.Nodes.SelectMany(node => node.Ends).ShouldBeEmpty("no node gave up");
    }

    private async Task CheckAsync(Uri address, string key, Func<IReadOnlyList<int>> processes, TimeSpan delay)
    {
        using var client = new PatientClient(address, key);
        await using var board = new LiveBoard(address, hub => hub.Headers["Authorization"] = $"Bearer {key}");
        await client.PostAsync(Cancel);
        await board.OpenAsync();

        var slow = await SlowDisk.ForAsync(processes(), delay, Cancel);
        int calls;
        Task[] posts;
        try
        {
            posts = [.. Enumerable.Range(0, Batches).Select(_ => client.PostAsync(Cancel))];
            await ReadsGoOnAsync(client, board);
            await Task.WhenAny(client.PutOff, Task.WhenAll(posts));
            client.PutOff.IsCompleted.ShouldBeTrue("the queue took more than its bound");
            for (var stored = 1; stored <= Slow; stored++) await await Task.WhenAny(posts.Where(post => !post.IsCompleted));
            calls = slow.Calls;
        }
        finally
        {
            await slow.DisposeAsync();
        }
        await Task.WhenAll(posts);

        await client.PostAsync(Cancel);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{calls} writes of {delay.TotalSeconds} s each, {client.Refusals} batches put off, {client.Stored} events stored"));
        calls.ShouldBeGreaterThanOrEqualTo(Slow, "each stored batch waited for the disk");
        using var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
        audit.GetProperty("events").GetInt64().ShouldBe(client.Stored);
        client.Stored.ShouldBe((Batches + 2) * PatientClient.EventsABatch);
    }

    /// <summary>Whoever looks is answered while posts wait for the disk.</summary>
    private static async Task ReadsGoOnAsync(PatientClient client, LiveBoard board)
    {
        for (var tries = Stopwatch.StartNew(); ;)
        {
            var before = client.Stored;
            (await client.ReadAsync("/api/v1/funnel", Cancel)).ShouldBe(HttpStatusCode.OK);
            (await client.ReadAsync("/api/v1/leads/L-1-1", Cancel)).ShouldBe(HttpStatusCode.OK);
            await board.WatchAsync();
            // Nothing was stored meanwhile: they did not wait for the disk.
            if (client.Stored == before) break;
            tries.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), "reads always took as long as writes");
        }
        (await client.ReadAsync("/api/v1/leads", Cancel)).ShouldBe(HttpStatusCode.OK);
        (await client.ReadAsync("/api/v1/breaches", Cancel)).ShouldBe(HttpStatusCode.OK);
    }
}
