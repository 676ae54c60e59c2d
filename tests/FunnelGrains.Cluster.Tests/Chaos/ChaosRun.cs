using System.Diagnostics;
using FunnelGrains.Cluster.Tests.Crash;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>Clients that post and boards that show, while faults come.</summary>
internal sealed class ChaosRun(HostCluster cluster, PostgresServer database, ChaosSettings settings, Action<string> say) : IDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource showing = new();
    private Task[] boards = [];
    private volatile bool posting = true;

    /// <summary>What was acknowledged.</summary>
    public Acknowledgements Acknowledged { get; } = new();

    /// <summary>The boards; they go on showing until this is disposed.</summary>
    public IReadOnlyList<Board> Boards { get; private set; } = [];

    /// <summary>The breaches that boards were told.</summary>
    public ToldBreaches Told { get; } = new();

    /// <summary>The faults that were made.</summary>
    public IReadOnlyList<FaultDone> Faults { get; private set; } = [];

    /// <summary>How long clients posted.</summary>
    public TimeSpan Posted { get; private set; }

    /// <summary>Runs until the time is over and enough faults were made, and the clients have all they posted acknowledged.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        Boards = [.. Enumerable.Range(0, ChaosSettings.Boards).Select(n => new Board(n, cluster.Webs, Told))];
        boards = [.. Boards.Select(board => board.ShowAsync(showing.Token))];
        var traffic = Enumerable.Range(0, ChaosSettings.Shards).Select(shard => new ShardTraffic(shard)).ToList();
        var begun = Stopwatch.GetTimestamp();
        var clients = Enumerable.Range(0, ChaosSettings.Shards * ChaosSettings.Webs)
            .Select(n => new ChaosClient(n, cluster.Webs, traffic[n / ChaosSettings.Webs], Acknowledged).PostAsync(
                ShardLeads.Of(n, n / ChaosSettings.Webs, () => posting), Pace, cancel))
            .ToArray();
        try
        {
            await await Task.WhenAny([FaultsAsync(traffic, begun, cancel), .. clients]);
        }
        finally
        {
            posting = false;
        }
        await Task.WhenAll(clients).WaitAsync(Drain, cancel);
        Posted = Stopwatch.GetElapsedTime(begun);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        posting = false;
        showing.Cancel();
        Task.WaitAll(boards);
        showing.Dispose();
    }

    // Together the clients post so many events a second.
    private static TimeSpan Pace => TimeSpan.FromSeconds((double)ShardLeads.EventsABatch * ChaosSettings.Shards * ChaosSettings.Webs / ChaosSettings.EventsASecond);

    private async Task FaultsAsync(IReadOnlyList<ShardTraffic> traffic, long begun, CancellationToken cancel)
    {
        var draw = new FaultDraw(settings.Seed, settings.Only);
        using var standstill = new Standstill();
        var faults = new Faults(cluster, database, traffic, standstill);
        Faults = faults.Done;
        await Task.Delay(WarmUp, TimeProvider.System, cancel);
        while (Stopwatch.GetElapsedTime(begun) < settings.Duration || faults.Done.Count < settings.Faults)
        {
            say(ChaosTable.Line(await faults.MakeAsync(draw.Next(), cancel), begun));
            await Task.Delay(draw.Peace(), TimeProvider.System, cancel);
        }
    }
}
