using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Chaos;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>
/// A silo is stopped (SIGSTOP) at the very moment at which an insert of its is open: the server has carried it out and waits for the end of its transaction, with all that
/// locks the shard's sequence. The last bytes on the silo's way to the server are held back for that.
/// </summary>
public sealed class FrozenInsertTests(ITestOutputHelper output)
{
    private const int Shards = 4;
    private const string InsideAnInsert =
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'FunnelGrains journal' AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_session_is_ended_its_shards_go_on_elsewhere_before_it_does_and_its_insert_counts_once()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        using var way = new FreezingProxy(database);
        await using var cluster = HostCluster.Start(
            database, 2, 1, new HostLaunch().With("FunnelGrains__Shards", Shards.ToString(CultureInfo.InvariantCulture)).With("FunnelGrains__Shard__SpreadInterval", "1d"),
            each: (name, launch) => name == "silo1" ? launch.With("ConnectionStrings__FunnelGrains", way.ConnectionString) : launch);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        var (frozen, other) = (cluster.Silos[0], cluster.Silos[1]);
        using var http = new HttpClient
        {
            BaseAddress = cluster.Webs[0].Address,
            Timeout = TimeSpan.FromSeconds(15),
            DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) },
        };
        var stored = 0;
        await cluster.GatherAsync(database, frozen, Shards, async (attempt, shard) =>
        {
            await CaptureAsync(http, string.Create(CultureInfo.InvariantCulture, $"before{attempt}"), shard);
            Interlocked.Increment(ref stored);
        }, Cancel);
        var (ends, starts) = (other.Ends.Count, frozen.Starts);

        way.Freeze(bytes: 200);
        var inside = CaptureAsync(http, "inside", 0);
        var session = await SessionAsync(database, inside);
        frozen.Freeze();
        var stands = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, Shards).Select(async shard =>
        {
            await CaptureAsync(http, "after", shard);
            return stands.Elapsed;
        }));
        await inside;

        // All of this while it still stands still.
        await other.Lines!.FirstAsync(line => line.Contains(string.Create(CultureInfo.InvariantCulture, $"with process {session} of PostgreSQL"), StringComparison.Ordinal) ? line : null)
            .WaitAsync(Patience, Cancel);
        (await CountAsync(database, $"SELECT count(*) FROM pg_stat_activity WHERE pid = {session.ToString(CultureInfo.InvariantCulture)}")).ShouldBe(0);
        foreach (var shard in Enumerable.Range(0, Shards)) (await cluster.OwnerAsync(database, shard, Cancel)).ShouldBe(other);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all shards took events again {waits.Max().TotalSeconds:0.0} s after their silo stood still inside an insert"));
        if (new ChaosSettings().IsLong) waits.Max().ShouldBeLessThan(TimeSpan.FromSeconds(5));

        way.Thaw();
        frozen.Thaw();
        await frozen.WaitForStartAsync(starts, Cancel);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        other.Ends.Count.ShouldBe(ends, "who went on did not take the others down");
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
        audit.GetProperty("events").GetInt64().ShouldBe(stored + 1 + Shards);
        (await CountAsync(database, "SELECT count(*) FROM journal WHERE type = 'lead.captured'")).ShouldBe(stored + 1 + Shards);
    }

    /// <summary>Sends the capture of a lead of the shard, same id again, until it is stored.</summary>
    private static async Task CaptureAsync(HttpClient http, string name, int shard)
    {
        var lead = ShardOwners.LeadOf(name, shard, Shards);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/events", UriKind.Relative), new { id = "a", type = "lead.captured", lead }, Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        while (await tick.WaitForNextTickAsync(Cancel));
    }

    /// <summary>The server's process whose transaction holds the insert.</summary>
    private static async Task<int> SessionAsync(string database, Task insert)
    {
        while (true)
        {
            if (await CountAsync(database, InsideAnInsert) is var pid and not 0) return (int)pid;
            insert.IsCompleted.ShouldBeFalse("it was not held up");
        }
    }

    private static async Task<long> CountAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand(sql);
        return Convert.ToInt64(await select.ExecuteScalarAsync(Cancel) ?? 0, CultureInfo.InvariantCulture);
    }
}
