using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Cluster.Tests.Moving;

/// <summary>Where the shards of a cluster of real nodes are.</summary>
public sealed class SpreadTests
{
    private const int Shards = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_comes_back_gets_its_share_and_one_that_ends_leaves_its_own_to_the_others_without_a_failed_post()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        await using var cluster = HostCluster.Start(database, 2, 1, new HostLaunch()
            .With("FunnelGrains__Shards", Shards.ToString(CultureInfo.InvariantCulture)).With("FunnelGrains__Shard__SpreadInterval", "500ms")
            .With("FunnelGrains__Shard__SeasonedAfter", "2s"));
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        using var http = new HttpClient
        {
            BaseAddress = cluster.Webs[0].Address,
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) },
        };
        var posted = 0;
        await PostUntilAsync(places => places.Count == 2 && places.Values.All(n => n == Shards / 2));

        var leaves = cluster.Silos[0];
        var starts = leaves.Starts;
        leaves.Terminate();
        await PostUntilAsync(places => places.Count == 1 && places.Values.Single() == Shards);
        await leaves.WaitForStartAsync(starts, Cancel);
        await PostUntilAsync(places => places.Count == 2 && places.Values.All(n => n == Shards / 2));
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
        audit.GetProperty("events").GetInt64().ShouldBe(posted);

        async Task PostUntilAsync(Func<Dictionary<string, int>, bool> so)
        {
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            var began = TimeProvider.System.GetTimestamp();
            for (; !so(await PlacesAsync(database)); await tick.WaitForNextTickAsync(Cancel))
            {
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(2));
                using var answer = await http.PostAsJsonAsync("/api/v1/events", Enumerable.Range(0, Shards).Select(shard => new { id = $"e{posted++}", type = "lead.captured", lead = ShardOwners.LeadOf($"L{posted}", shard, Shards) }), Cancel);
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    /// <summary>How many shards each silo has, as the database says.</summary>
    private static async Task<Dictionary<string, int>> PlacesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand("SELECT silo, count(*)::integer FROM shard_places WHERE shard LIKE 'funnelshard/%' GROUP BY silo");
        await using var rows = await select.ExecuteReaderAsync(Cancel);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await rows.ReadAsync(Cancel)) places.Add(rows.GetString(0), rows.GetInt32(1));
        return places;
    }
}
