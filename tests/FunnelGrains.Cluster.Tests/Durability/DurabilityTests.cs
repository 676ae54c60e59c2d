using System.Net;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Durability;

/// <summary>Watches the host's system calls from outside: what it answered was forced to the disk first.</summary>
public sealed class DurabilityTests(ITestOutputHelper output) : IDisposable
{
    private const int Events = 50;
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-durable-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_answered_commit_forced_the_journal_to_the_disk_at_least_once()
    {
        Assert.SkipUnless(OnPath("strace"), "strace is not installed");
        var trace = Path.Combine(folder, "trace");
        var launch = new HostLaunch { Under = ["strace", "-f", "-y", "-e", "trace=fdatasync,fsync", "-o", trace], StartsWithin = TimeSpan.FromMinutes(3) };
        await using var host = await HostProcess.StartAsync(launch, Cancel);
        using var poster = new Poster(host);
        await poster.CaptureAsync("first", Cancel);
        var before = Syncs(trace);
        for (var n = 0; n < Events; n++)
        {
            // One at a time: each waits for a commit of its own.
            var (status, _) = await poster.CaptureAsync($"L-{n}", Cancel);
            status.ShouldBe(HttpStatusCode.OK);
            Syncs(trace).ShouldBeGreaterThan(before + n, $"after event {n}");
        }
        output.WriteLine($"{Events} commits answered, {Syncs(trace) - before} times the journal's log was forced to the disk");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Calls that ended well on the journal or its log.</summary>
    private static int Syncs(string trace)
    {
        using var file = new StreamReader(new FileStream(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var (lines, begun) = (file.ReadToEnd().Split('\n'), new HashSet<string>());
        var count = 0;
        foreach (var line in lines)
        {
            var thread = line.Split(' ', 2)[0];
            if (line.Contains("<unfinished ...>", StringComparison.Ordinal) && line.Contains("journal.db", StringComparison.Ordinal)) begun.Add(thread);
            else if (line.EndsWith("= 0", StringComparison.Ordinal) && (line.Contains("journal.db", StringComparison.Ordinal) || (line.Contains("resumed>", StringComparison.Ordinal) && begun.Remove(thread)))) count++;
        }
        return count;
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
