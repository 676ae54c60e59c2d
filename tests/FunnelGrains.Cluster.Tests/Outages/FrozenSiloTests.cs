using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Chaos;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>
/// The silo that owns shards stands still (SIGSTOP) while clients post: its connections stay open, so nothing but probes tells that it is gone. How long its
/// shards may be held, 5 s, is asserted with the long form of <see cref="ChaosTests"/> only.
/// </summary>
public sealed class FrozenSiloTests(ITestOutputHelper output)
{
    private const int Shards = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_shards_go_on_elsewhere_while_it_stands_still_and_when_it_goes_on_it_does_no_harm()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        await using var cluster = HostCluster.Start(database, 3, 1, new HostLaunch().With("FunnelGrains__Shards", Shards.ToString(CultureInfo.InvariantCulture)));
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        using var http = new HttpClient
        {
            BaseAddress = cluster.Webs[0].Address,
            Timeout = TimeSpan.FromSeconds(15),
            DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) },
        };
        await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => PostAsync(http, shard, 0)));

        var owner = await cluster.OwnerAsync(database, 0, Cancel);
        var starts = owner.Starts;
        owner.Freeze();
        var frozen = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, Shards).Select(async shard =>
        {
            await PostAsync(http, shard, 1);
            return frozen.Elapsed;
        }));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all shards took events again {waits.Max().TotalSeconds:0.0} s after their silo stood still"));
        if (new ChaosSettings().IsLong) waits.Max().ShouldBeLessThan(TimeSpan.FromSeconds(5));
        owner.Thaw();
        // It was declared dead meanwhile: it notices, and ends itself.
        await owner.WaitForStartAsync(starts, Cancel);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);

        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
        audit.GetProperty("events").GetInt64().ShouldBe(2 * Shards);
    }

    /// <summary>Sends the capture of a lead of the shard, same id again, until it is stored.</summary>
    private static async Task PostAsync(HttpClient http, int shard, int number)
    {
        var lead = ShardOwners.LeadOf(string.Create(CultureInfo.InvariantCulture, $"L-{number}"), shard, Shards);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/events", UriKind.Relative), new { id = "a", type = "lead.captured", lead }, Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        while (await tick.WaitForNextTickAsync(Cancel));
    }
}
