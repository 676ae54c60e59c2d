using System.Diagnostics;
using System.Globalization;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Ending;

/// <summary>
/// Hosts end with the tests that started them, also when those are killed and clean nothing up. The test starts its own program again, for itself alone, in a second
/// role: the one that starts hosts of every mode and is killed then.
/// </summary>
public sealed class KilledTestsTests : IDisposable
{
    /// <summary>In the environment of the second role: the file that says that its hosts run. Not a setting of the host.</summary>
    private const string Report = "FUNNELGRAINS_TESTS_TO_BE_KILLED";

    /// <summary>In the environment of everything that it starts.</summary>
    private const string Mark = "FUNNELGRAINS_TESTS_MARK";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-ending-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_host_of_any_mode_outlives_tests_that_are_killed()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells a process that the one that started it is gone");
        if (Environment.GetEnvironmentVariable(Report) is { } report) await StartAndWaitAsync(report);
        else await KillAsync();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task StartAndWaitAsync(string report)
    {
        var launch = new HostLaunch().With(Mark, Environment.GetEnvironmentVariable(Mark)!);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        await using var cluster = HostCluster.Start(await server.CreateDatabaseAsync(Cancel), 1, 1, launch);
        await using var embedded = await HostProcess.StartAsync(launch with { DataFolder = folder, StartsWithin = Patience }, Cancel);
        // A command of its own between the tests and the host, as strace is.
        await using var under = await HostProcess.StartAsync(launch with { Under = ["sh", "-c", "\"$@\"; exit $?", "sh"], StartsWithin = Patience }, Cancel);
        await cluster.WaitUntilReadyAsync(Patience, Cancel);
        await File.WriteAllTextAsync(report, "they run", Cancel);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancel);
    }

    private async Task KillAsync()
    {
        var (report, mark) = (Path.Combine(folder, "report"), Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo(BuiltHost.Dotnet, ["exec", typeof(KilledTestsTests).Assembly.Location, "-class", typeof(KilledTestsTests).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [Report] = report, [Mark] = mark },
        };
        using var tests = Process.Start(start)!;
        try
        {
            var output = tests.StandardOutput.ReadToEndAsync(Cancel);
            await UntilAsync(() => File.Exists(report) || tests.HasExited);
            if (tests.HasExited) Assert.Fail(await output);
            Marked(mark).Count.ShouldBeGreaterThanOrEqualTo(5, "the tests, a silo, a web node and two embedded hosts");
            Signals.SendKill(tests.Id);
            await UntilAsync(() => Marked(mark).Count == 0);
            Marked(mark).ShouldBeEmpty();
        }
        finally
        {
            foreach (var (id, _) in Marked(mark)) Signals.SendKill(id);
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var waited = Stopwatch.StartNew(); !holds() && waited.Elapsed < Patience;) await tick.WaitForNextTickAsync(Cancel);
    }

    /// <summary>The processes that bear the mark, with their command lines.</summary>
    private static List<(int Id, string Line)> Marked(string mark)
    {
        var marked = new List<(int, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (!File.ReadAllText(Path.Combine(folder, "environ")).Split('\0').Contains($"{Mark}={mark}")) continue;
                marked.Add((id, File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ')));
            }
            catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
            {
                // Gone meanwhile, or somebody else's.
            }
        }
        return marked;
    }
}
