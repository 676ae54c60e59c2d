using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>
/// A real host is killed with SIGKILL again and again while clients post. Short by default; the full bar is
/// <c>FUNNELGRAINS_CRASH_ROUNDS=20 FUNNELGRAINS_CRASH_EVENTS=20000 dotnet test --project tests/FunnelGrains.Cluster.Tests</c>.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Clients = 8;
    private const int EventsASecond = 2_000;

    private static readonly int Rounds = Setting("FUNNELGRAINS_CRASH_ROUNDS", 3);
    private static readonly int Events = Setting("FUNNELGRAINS_CRASH_EVENTS", 4_000);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-crash-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_counted_once_and_no_breach_is_missed_or_told_twice()
    {
        var seed = Setting("FUNNELGRAINS_CRASH_SEED", Random.Shared.Next());
        output.WriteLine($"{Rounds} rounds of {Events} events, seed {seed}");
        var random = new Random(seed);
        var launch = new HostLaunch { DataFolder = Path.Combine(folder, "data"), Port = FreePort.Next() }
            .With("FunnelGrains__AgreementFile", ShortPromises.WriteTo(folder));
        var host = await HostProcess.StartAsync(launch, Cancel);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                host = await RoundAsync(host, launch, round, 1 + random.Next(Events * 9 / 10));
            }
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<HostProcess> RoundAsync(HostProcess host, HostLaunch launch, int round, int killAt)
    {
        var acknowledged = new Acknowledgements();
        var posting = Enumerable.Range(0, Clients)
            .Select(client => new CrashClient(host.BaseAddress, host.AdminKey, acknowledged).PostAsync(
                CrashPlan.Of(round, client, Events / Clients), Pace(), Cancel))
            .ToArray();
        await await Task.WhenAny([acknowledged.ReachAsync(killAt), .. posting]);
        var killed = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await host.KillAsync();
        var atKill = acknowledged.Count;
        var down = Stopwatch.StartNew();
        await host.DisposeAsync();
        var next = await HostProcess.StartAsync(launch, Cancel);
        var ready = down.Elapsed;
        await Task.WhenAll(posting).WaitAsync(TimeSpan.FromMinutes(3), Cancel);

        var rows = await AnnouncedAsync(round);
        EveryAcknowledgedEventIsThereOnce(rows, acknowledged);
        var (breaches, lastSecond) = EveryBreachIsRecordedOnce(rows, killed);
        await TheCountsAreRightAsync(next, round, rows);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}: killed at {atKill} acknowledged, ready again after {ready.TotalSeconds:0.0} s, {breaches} breaches, {lastSecond} of clocks that started in the last second before the kill"));
        return next;
    }

    /// <summary>The round's rows, once every promise has fallen due and been announced, or patience has ended.</summary>
    private async Task<List<WitnessedRow>> AnnouncedAsync(int round)
    {
        var witness = new JournalWitness(Path.Combine(folder, "data"));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var rows = await witness.ReadAsync($"R{round}-", Cancel);
            var lastStart = rows.Where(row => row.Type == "lead.stage_changed").Max(row => row.OccurredAt);
            var allDue = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) > lastStart + ShortPromises.Within + Duration.FromSeconds(1);
            if (waited.Elapsed > Patience || (allDue && rows.Count(row => row.Type == WitnessedRow.Breached) >= ExpectedBreaches.Of(rows).Count))
            {
                return rows;
            }
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    private static void EveryAcknowledgedEventIsThereOnce(List<WitnessedRow> rows, Acknowledgements acknowledged)
    {
        var written = rows.Where(row => row.Type != WitnessedRow.Breached).Select(row => row.Id).ToList();
        acknowledged.Ids.Except(written).ShouldBeEmpty();
        acknowledged.Count.ShouldBe(Events / Clients / CrashPlan.EventsALead * CrashPlan.EventsALead * Clients);
        written.ShouldBeUnique();
        written.Count.ShouldBe(acknowledged.Count);
    }

    private static (int Breaches, int LastSecond) EveryBreachIsRecordedOnce(List<WitnessedRow> rows, Instant killed)
    {
        var expected = ExpectedBreaches.Of(rows);
        var announced = rows.Where(row => row.Type == WitnessedRow.Breached)
            .Select(row => new BrokenPromise(row.Lead, row.Field("clause")!, row.Due))
            .ToList();
        announced.ShouldBeUnique();
        announced.Except(expected.Keys).Except(ExpectedBreaches.KeptByLateEvidence(rows)).ShouldBeEmpty();
        expected.Keys.Except(announced).ShouldBeEmpty();
        var lastSecond = expected.Values.Count(start => start.ReceivedAt <= killed && start.ReceivedAt > killed - Duration.FromSeconds(1));
        lastSecond.ShouldBeGreaterThan(0);
        return (announced.Count, lastSecond);
    }

    private async Task TheCountsAreRightAsync(HostProcess host, int round, List<WitnessedRow> rows)
    {
        using var http = host.CreateClient();
        http.Timeout = TimeSpan.FromMinutes(5);
        var leads = Events / Clients / CrashPlan.EventsALead * Clients * round;
        var funnel = await http.GetFromJsonAsync<JsonElement>("/api/v1/funnel?from=2020-01-01&to=2100-01-01", Cancel);
        funnel.GetProperty("captured").GetInt64().ShouldBe(leads);
        funnel.GetProperty("anomalies").GetInt64().ShouldBe(0);
        Stage(funnel, "mql").GetProperty("entered").GetInt64().ShouldBe(leads);
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").EnumerateArray().Select(difference => difference.ToString()).ShouldBeEmpty();
        audit.GetProperty("leads").GetInt64().ShouldBe(leads);
        audit.GetProperty("events").GetInt64().ShouldBe(leads * CrashPlan.EventsALead);
        foreach (var lead in rows.Select(row => row.Lead).Distinct().Chunk(100).Select(some => some[0]))
        {
            var seen = await http.GetFromJsonAsync<JsonElement>($"/api/v1/leads/{lead}", Cancel);
            seen.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("id").GetString())
                .ShouldBe(Enumerable.Range(0, CrashPlan.EventsALead).Select(n => $"{lead}-{n}"), ignoreOrder: true);
        }
    }

    private static JsonElement Stage(JsonElement funnel, string key) =>
        funnel.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("key").GetString() == key);

    // Together the clients post so many events a second; a batch holds what its leads do first or later, half of all they do on average.
    private static TimeSpan Pace() =>
        TimeSpan.FromSeconds((double)CrashPlan.LeadsABatch * CrashPlan.EventsALead * Clients / EventsASecond);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
