using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Cluster.Tests.Crash;
using FunnelGrains.Testing.Processes;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Storm;

/// <summary>
/// Many promises fall due within seconds while events come. Short by default; the full bar is
/// <c>FUNNELGRAINS_STORM_CLOCKS=50000 dotnet run -c Release --project tests/FunnelGrains.Cluster.Tests -- -class "*StormTests" -showLiveOutput</c>.
/// </summary>
public sealed class StormTests(ITestOutputHelper output) : IDisposable
{
    private static readonly StormSettings Settings = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-storm-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Each_of_many_promises_that_fall_due_at_once_is_told_once_and_soon()
    {
        var told = await RunAsync(kill: false);
        if (Settings.IsWhole) told[(int)(told.Count * 0.99)].ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_them_loses_none_and_doubles_none() => await RunAsync(kill: true);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <returns>How long after their due the breaches were told, the shortest first.</returns>
    private async Task<List<TimeSpan>> RunAsync(bool kill)
    {
        var launch = new HostLaunch { DataFolder = Path.Combine(folder, "data"), Port = FreePort.Next() }
            .With("FunnelGrains__AgreementFile", ShortPromises.WriteTo(folder, StormPlan.Promise));
        var host = await HostProcess.StartAsync(launch, Cancel);
        try
        {
            await using var board = new StormBoard(host.BaseAddress, host.AdminKey);
            await PostAsync(host, client => StormPlan.Waiting(Settings, client), TimeSpan.Zero);
            var from = Now + Duration.FromSeconds(8);
            await PostAsync(host, client => StormPlan.FallingDue(Settings, client, from), TimeSpan.Zero);
            Now.ShouldBeLessThan(from - Duration.FromSeconds(1), "all promises are open before the first falls due");
            var storm = PostAsync(host, client => StormPlan.Meanwhile(Settings, client, Settings.Within + (from - Now).ToTimeSpan()), StormPlan.Pace(Settings));
            if (kill)
            {
                await UntilAsync(() => board.Told.Count >= Settings.Due / 2, "half of them told");
                await host.KillAsync();
                await host.DisposeAsync();
                host = await HostProcess.StartAsync(launch, Cancel);
            }

            await storm.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
            await UntilAsync(() => board.Told.Count >= Settings.Due, "all told");
            await JudgeAsync(host, board);
            var told = board.Told.Values.Order().ToList();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(kill ? "with a kill" : "without a kill")}: {told.Count} of {Settings.Clocks} promises told after their due: median {Ms(told, 0.5):0}, p95 {Ms(told, 0.95):0}, p99 {Ms(told, 0.99):0}, longest {Ms(told, 1):0} ms"));
            return told;
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private async Task JudgeAsync(HostProcess host, StormBoard board)
    {
        var announced = (await new JournalWitness(Path.Combine(folder, "data")).ReadAsync(StormPlan.Falls, Cancel)).Where(row => row.Type == WitnessedRow.Breached).ToList();
        announced.Select(row => row.Lead).ShouldBeUnique();
        announced.Count.ShouldBe(Settings.Due);
        board.Told.Count.ShouldBe(Settings.Due);
        using var http = host.CreateClient();
        http.Timeout = TimeSpan.FromMinutes(5);
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);
        audit.GetProperty("differences").GetArrayLength().ShouldBe(0);
        var breaches = (await http.GetFromJsonAsync<JsonElement>("/api/v1/breaches?state=all", Cancel)).EnumerateArray().Select(breach => breach.GetProperty("id").GetString()!).ToList();
        breaches.Except(board.Told.Keys).ShouldBeEmpty();
    }

    private static Task PostAsync(HostProcess host, Func<int, ImmutableArray<ImmutableArray<PlannedEvent>>> plan, TimeSpan pace) =>
        Task.WhenAll(Enumerable.Range(0, StormPlan.Clients).Select(client => new CrashClient(host.BaseAddress, host.AdminKey, new Acknowledgements()).PostAsync(plan(client), pace, Cancel)));

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, what);
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    private static double Ms(List<TimeSpan> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))].TotalMilliseconds;
}
