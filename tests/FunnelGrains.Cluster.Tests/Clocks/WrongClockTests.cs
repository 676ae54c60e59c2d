using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Access;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Clocks;

/// <summary>Machines whose clocks are wrong: the database's clock is the one that counts.</summary>
public sealed class WrongClockTests(ITestOutputHelper output) : IDisposable
{
    private const int Shards = 4;
    private static readonly TimeSpan Off = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A silo that went by a clock that is behind would announce by so much too late.</summary>
    private static readonly Duration TooLate = Duration.FromTimeSpan(Off) - ClockClient.Exact;

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-clocks-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HostLaunch Launch => new HostLaunch()
        .With("FunnelGrains__AgreementFile", ShortPromises.WriteTo(folder)).With("FunnelGrains__Shards", Shards.ToString(CultureInfo.InvariantCulture)).With("FunnelGrains__Shard__SpreadInterval", "1d");

    [Fact]
    public async Task Of_nodes_whose_clocks_are_half_a_minute_ahead_and_behind_each_gives_right_instants_and_announces_no_breach_early()
    {
        SkipWithout();
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        await using var cluster = HostCluster.Start(database, 2, 2, Launch, each: (name, launch) => launch.Off(name.EndsWith('1') ? Off : -Off));
        await cluster.WaitUntilReadyAsync(Patience, Cancel);
        await using var clock = new DatabaseClock(database);
        using var client = new ClockClient(clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = clock.WatchAsync(enough.Token);
        // From one silo to the other and back, while promises are open that the one began to keep.
        var number = 0;
        foreach (var owner in (HostNode[])[cluster.Silos[0], cluster.Silos[1], cluster.Silos[0]])
        {
            var move = string.Create(CultureInfo.InvariantCulture, $"move{++number}");
            await cluster.GatherAsync(database, owner, Shards, (attempt, shard) => client.QualifyAsync(cluster.Webs[0], ShardOwners.LeadOf($"{move}-{attempt}", shard, Shards)), Cancel);
            foreach (var web in cluster.Webs)
                await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => client.QualifyAsync(web, ShardOwners.LeadOf($"{web.Name}-{number}", shard, Shards))));
        }

        await client.EveryEventHasItsInstantAsync();
        var late = await client.EveryBreachIsToldAndNoneEarlyAsync(TooLate);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{client.Count} breaches, the last told {late.TotalSeconds:0.0} s after its due, over {number - 1} moves between clocks a minute apart"));
        await EveryListedBreachWasToldAfterItsDueAsync(cluster);
        await enough.CancelAsync();
        await watching;

        // The bound is five minutes from now: by its own clock the one web would refuse the first of these, and the other take the second.
        (await client.CaptureAsync(cluster.Webs[1], "soon", Duration.FromMinutes(5) - Duration.FromSeconds(15))).ShouldBe(HttpStatusCode.OK);
        (await client.CaptureAsync(cluster.Webs[0], "late", Duration.FromMinutes(5) + Duration.FromSeconds(25))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await ABrowserGoesFromOneToTheOtherAsync(cluster);
    }

    [Fact]
    public async Task A_clock_that_is_set_while_nodes_run_moves_no_event_and_no_announcement()
    {
        SkipWithout();
        var file = Path.Combine(folder, "clock");
        WrongClock.Set(file, TimeSpan.Zero);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        await using var cluster = HostCluster.Start(database, 1, 1, Launch, each: (_, launch) => launch.SetBy(file));
        await cluster.WaitUntilReadyAsync(Patience, Cancel);
        await using var clock = new DatabaseClock(database);
        using var client = new ClockClient(clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = clock.WatchAsync(enough.Token);
        foreach (var (name, by) in ((string, TimeSpan)[])[("ahead", Off), ("behind", -Off)])
        {
            // Until both nodes measured again and found that their clocks were set.
            var told = Task.WhenAll(cluster.Nodes.Select(node => node.Lines!.FirstAsync(line => Tells(line, by) ? line : null)));
            WrongClock.Set(file, by);
            for (var n = 0; !told.IsCompleted; n++) await client.QualifyAsync(cluster.Webs[0], string.Create(CultureInfo.InvariantCulture, $"{name}-{n}"));
            await told;
        }

        await client.EveryEventHasItsInstantAsync();
        await client.EveryBreachIsToldAndNoneEarlyAsync(TooLate);
        await EveryListedBreachWasToldAfterItsDueAsync(cluster);
        await enough.CancelAsync();
        await watching;
        output.WriteLine($"{client.Count} events while the clocks were set");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void SkipWithout()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        if (WrongClock.Missing is { } clock) Assert.Skip(clock);
    }

    /// <summary>Whether the node says that its clock is ahead of the database's (a negative number) or behind it.</summary>
    private static bool Tells(string line, TimeSpan by) =>
        line.Contains("clock is ", StringComparison.Ordinal) && line.Contains("clock is -", StringComparison.Ordinal) == by > TimeSpan.Zero;

    private static async Task EveryListedBreachWasToldAfterItsDueAsync(HostCluster cluster)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) } };
        var breaches = await http.GetFromJsonAsync<JsonElement>(new Uri(cluster.Webs[^1].Address, "/api/v1/breaches?state=all"), Cancel);
        foreach (var breach in breaches.EnumerateArray().Where(breach => breach.GetProperty("announcedAt").ValueKind != JsonValueKind.Null))
            breach.GetProperty("announcedAt").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(breach.GetProperty("due").GetDateTimeOffset());
        var audit = await http.GetFromJsonAsync<JsonElement>(new Uri(cluster.Webs[^1].Address, "/api/v1/audit"), Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
    }

    private static async Task ABrowserGoesFromOneToTheOtherAsync(HostCluster cluster)
    {
        foreach (var (from, to) in ((HostNode, HostNode)[])[(cluster.Webs[0], cluster.Webs[1]), (cluster.Webs[1], cluster.Webs[0])])
        {
            using var browser = new Browser();
            (await browser.SignInAsync(to, await Browser.LinkOf(from))).ShouldBe(HttpStatusCode.NoContent);
            (await browser.ReadAsync(from)).ShouldBe(HttpStatusCode.OK);
            (await browser.ReadAsync(to)).ShouldBe(HttpStatusCode.OK);
            (await browser.SignOutAsync(from, tokenOf: to)).ShouldBe(HttpStatusCode.OK);
        }
    }
}
