using System.Net;
using FunnelGrains.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>The embedded database cannot be written for a while: a real host says so, loses nothing, and goes on by itself.</summary>
public sealed class JournalOutageTests(ITestOutputHelper output) : IDisposable
{
    private const int SmallDisk = 24;
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-outage-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_journal_is_answered_with_503_and_heals_when_it_is_let_go()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }, Cancel);
        using var poster = new Poster(host);
        (await poster.CaptureAsync("before", Cancel)).Status.ShouldBe(HttpStatusCode.OK);
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False"))
        {
            await other.OpenAsync(Cancel);
            await using var hold = other.BeginTransaction(deferred: false);
            var (status, retryAfter) = await poster.CaptureAsync("during", Cancel);
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            retryAfter.ShouldNotBeNull();
        }

        await AcceptedAgainAsync(poster, "during");
        (await poster.CapturedAsync(Cancel)).ShouldBe(2);
        (await poster.DifferencesAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_answered_with_503_loses_nothing_and_heals_when_there_is_room()
    {
        Assert.SkipUnless(SmallVolume.IsPossible, "a volume of its own can be mounted by root only");
        using var volume = SmallVolume.Mount(Path.Combine(folder, "small"), SmallDisk);
        await using var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = Path.Combine(volume.Path, "data") }, Cancel);
        using var poster = new Poster(host);
        var stored = 0;
        (await poster.CaptureAsync($"L-{stored++}", Cancel)).Status.ShouldBe(HttpStatusCode.OK);
        volume.Fill();
        HttpStatusCode status;
        for (status = HttpStatusCode.OK; stored < 20_000; stored++)
        {
            (status, _) = await poster.CaptureAsync($"L-{stored}", Cancel);
            if (status != HttpStatusCode.OK) break;
        }
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        output.WriteLine($"the disk was full after {stored} events");
        volume.MakeRoom();

        await AcceptedAgainAsync(poster, $"L-{stored}");
        (await poster.CapturedAsync(Cancel)).ShouldBe(stored + 1);
        (await poster.DifferencesAsync(Cancel)).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Sends the same event again and again, as a client would, until it is accepted.</summary>
    private static async Task AcceptedAgainAsync(Poster poster, string lead)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 300; tries++)
        {
            if ((await poster.CaptureAsync(lead, Cancel)).Status == HttpStatusCode.OK) return;
            await tick.WaitForNextTickAsync(Cancel);
        }
        Assert.Fail("it did not accept events again within 30 s");
    }
}
