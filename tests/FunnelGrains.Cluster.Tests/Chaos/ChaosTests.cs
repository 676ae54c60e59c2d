using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Crash;
using FunnelGrains.Sdk;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>
/// Three silos, two web nodes and a PostgreSQL of their own, 1,000 events a second and 200 boards, while nodes are killed, ended, frozen and the database goes down. Short by
/// default, and then what depends on the machine's speed is printed only; the full bar, which asserts it too, is
/// <c>FUNNELGRAINS_CHAOS_MINUTES=20 dotnet test --project tests/FunnelGrains.Cluster.Tests --filter-class "*ChaosTests" --output Detailed</c>.
/// <c>FUNNELGRAINS_CHAOS_SEED</c> draws the same faults again, <c>FUNNELGRAINS_CHAOS_LOGS</c> names a folder for what the nodes write.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-chaos-").FullName;
    private readonly ChaosSettings settings = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_dies_every_event_counts_once_every_breach_is_told_and_all_boards_show_the_truth()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        Say($"seed {settings.Seed}, {settings.Duration.TotalMinutes} minutes, at least {settings.Faults} faults");
        await using var server = await PostgresServer.CreateAsync(durable: true, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        var launch = new HostLaunch().With("FunnelGrains__AgreementFile", ShortPromises.WriteTo(folder))
            .With("FunnelGrains__Shards", ChaosSettings.Shards.ToString(CultureInfo.InvariantCulture));
        await using var cluster = HostCluster.Start(database, ChaosSettings.Silos, ChaosSettings.Webs, launch, settings.Logs);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        using var run = new ChaosRun(cluster, server, settings, Say);
        await run.RunAsync(Cancel);

        var journal = await JudgedAsync(new PostgresWitness(database));
        using var client = new FunnelClient(new FunnelClientOptions { BaseAddress = cluster.Webs[0].Address, Key = cluster.Webs[0].AdminKey });
        await ReportAsync(run, cluster, journal);
        journal.Wrong.ShouldBeEmpty();
        EveryAcknowledgedEventIsThereOnce(run, journal);
        await TheCountsAreRightAsync(client, journal);
        await TheListOfBreachesIsTheJournalsAsync(client, journal);
        await EveryBoardShowsTheFunnelAsync(run, cluster);
        await EveryBreachWasToldAsync(run, journal);
        run.Faults.Count.ShouldBeGreaterThanOrEqualTo(settings.Faults);
        if (settings.IsLong) ChaosTable.Missed(run.Faults).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Say(string line)
    {
        output.WriteLine(line);
        // Seen while it runs, where somebody watches.
        if (settings.Logs is { } logs) File.AppendAllText(Path.Combine(logs, "run.log"), line + "\n");
    }

    /// <summary>The journal, once every promise has fallen due and no announcement comes any more.</summary>
    private static async Task<JournalJudgement> JudgedAsync(PostgresWitness witness)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await tick.WaitForNextTickAsync(Cancel);
            if (waited.Elapsed.TotalSeconds < ShortPromises.Within.TotalSeconds + 1) continue;
            var before = await witness.BreachesAsync(Cancel);
            var judgement = new JournalJudgement();
            await foreach (var lead in witness.LeadsAsync(Cancel)) judgement.Take(lead);
            if (waited.Elapsed > Patience || (judgement.Wrong.Count == 0 && before == judgement.Announced.Count)) return judgement;
        }
    }

    private static void EveryAcknowledgedEventIsThereOnce(ChaosRun run, JournalJudgement journal)
    {
        run.Acknowledged.Ids.Except(journal.Events).ShouldBeEmpty();
        journal.Events.Except(run.Acknowledged.Ids).ShouldBeEmpty();
        journal.Announced.Count.ShouldBeGreaterThan(0);
    }

    private static async Task TheCountsAreRightAsync(FunnelClient client, JournalJudgement journal)
    {
        var audit = await client.AuditAsync(Cancel);
        audit.Differences.Select(difference => difference.ToString()).ShouldBeEmpty();
        audit.Events.ShouldBe(journal.Events.Count);
        audit.Leads.ShouldBe(journal.Leads);
        var funnel = await client.GetFunnelAsync(new FunnelQuery { From = new(2020, 1, 1), To = new(2100, 1, 1) }, Cancel);
        funnel.Captured.ShouldBe(journal.Leads);
        funnel.Anomalies.ShouldBe(0);
    }

    private static async Task TheListOfBreachesIsTheJournalsAsync(FunnelClient client, JournalJudgement journal)
    {
        var listed = await client.GetBreachesAsync(new BreachQuery { All = true }, Cancel);
        listed.Select(breach => breach.Id).ShouldBeUnique();
        listed.Where(breach => breach.AnnouncedAt is not null).Select(breach => breach.Id).ShouldBe(journal.Announced, ignoreOrder: true);
        listed.Where(breach => !breach.Rescinded)
            .Select(breach => JournalJudgement.Name(new BrokenPromise(breach.Lead, breach.Clause, Instant.FromDateTimeOffset(breach.Due))))
            .ShouldBe(journal.Listed, ignoreOrder: true);
    }

    private static async Task EveryBoardShowsTheFunnelAsync(ChaosRun run, HostCluster cluster)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) } };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var funnel = ShownNumbers.Of(await http.GetFromJsonAsync<JsonElement>(new Uri(cluster.Webs[0].Address, "/api/v1/funnel"), Cancel));
            var shown = run.Boards.Select(ShownNumbers.Of).ToList();
            if (shown.TrueForAll(numbers => numbers == funnel)) return;
            if (waited.Elapsed > Patience) shown.Distinct().ShouldBe([funnel], $"{shown.Count(numbers => numbers != funnel)} boards show something else");
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    private static async Task EveryBreachWasToldAsync(ChaosRun run, JournalJudgement journal)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var waited = Stopwatch.StartNew();
        while (journal.Announced.Except(run.Told.Ids).Any() && waited.Elapsed < Patience) await tick.WaitForNextTickAsync(Cancel);
        journal.Announced.Except(run.Told.Ids).ShouldBeEmpty();
    }

    private async Task ReportAsync(ChaosRun run, HostCluster cluster, JournalJudgement journal)
    {
        foreach (var line in ChaosTable.Of(run.Faults)) Say(line);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Faults.Count} faults in {run.Posted.TotalMinutes:0.0} minutes; {journal.Events.Count} events of {journal.Leads} leads stored, {journal.Events.Count / run.Posted.TotalSeconds:0} a second, {run.Acknowledged.Count} acknowledged"));
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{journal.Announced.Count} breaches recorded, {journal.Announced.Count - journal.Announced.Except(run.Told.Ids).Count()} of them told by {run.Told.Messages} messages; {journal.Silent} silent"));
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Boards.Count} boards took {run.Boards.Sum(board => board.Frames)} frames, connected {run.Boards.Sum(board => board.Connections)} times; the longest silence of one {run.Boards.Max(board => board.LongestSilence).TotalSeconds:0.0} s"));
        foreach (var end in cluster.Nodes.SelectMany(node => node.Ends).Where(end => !end.Asked)) Say($"{end.Node} ended by itself with {end.ExitCode}");
        foreach (var missed in ChaosTable.Missed(run.Faults)) Say($"bar missed: {missed}");
        if (settings.Logs is { } logs) await File.WriteAllLinesAsync(Path.Combine(logs, "wrong.log"), [.. journal.Wrong, .. journal.Announced.Except(run.Told.Ids).Select(id => $"{id} was never told")], Cancel);
    }
}
