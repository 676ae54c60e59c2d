using System.Diagnostics;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>Makes faults, one after the other, and waits after each until the cluster stands again.</summary>
internal sealed class Faults(HostCluster cluster, PostgresServer database, IReadOnlyList<ShardTraffic> traffic, Standstill standstill)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly List<FaultDone> done = [];

    /// <summary>The faults so far.</summary>
    public IReadOnlyList<FaultDone> Done => done;

    /// <summary>Makes a fault; returns when every node is ready again and no post waits for long any more.</summary>
    /// <exception cref="TimeoutException">That took beyond all bounds.</exception>
    public async Task<FaultDone> MakeAsync(Fault fault, CancellationToken cancel)
    {
        var made = new FaultDone(done.Count + 1, fault, Stopwatch.GetTimestamp());
        var ends = Ending(fault).Select(node => (Node: node, node.Starts)).ToList();
        await MakeAsync(fault.Kind, fault, cancel);
        foreach (var (node, starts) in ends) await node.WaitForStartAsync(starts, cancel).WaitAsync(Patience, cancel);
        await ReadyAsync(cancel);
        await CalmAsync(cancel);
        made.CalmAt = Stopwatch.GetTimestamp();
        made.Load = OperatingSystem.IsLinux() ? (await File.ReadAllTextAsync("/proc/loadavg", cancel)).Split(' ')[0] : "?";
        made.StoodStill = standstill.Between(made.At, made.CalmAt);
        made.Longest = traffic.SelectMany(shard => shard.Gaps).Where(gap => gap.To >= made.At).OrderByDescending(gap => gap.Length).Select(gap => (Gap?)gap).FirstOrDefault();
        made.Failures = [.. traffic.SelectMany(shard => shard.Failures).Where(failure => failure.At >= made.At).OrderBy(failure => failure.At)];
        done.Add(made);
        return made;
    }

    // Nodes that were held together with the test had no time to come back.
    private async Task ReadyAsync(CancellationToken cancel)
    {
        for (var since = Stopwatch.GetTimestamp(); ; since = Stopwatch.GetTimestamp())
        {
            try
            {
                await cluster.WaitUntilReadyAsync(Patience, cancel);
                return;
            }
            catch (TimeoutException) when (standstill.Between(since, Stopwatch.GetTimestamp()) > TimeSpan.Zero)
            {
                // Once more, from now on.
            }
        }
    }

    private IEnumerable<HostNode> Ending(Fault fault) => fault.Kind switch
    {
        FaultKind.KillSilo or FaultKind.TerminateSilo => [cluster.Silos[fault.Node]],
        FaultKind.KillWeb => [cluster.Webs[fault.Node]],
        FaultKind.KillAllSilos => cluster.Silos,
        _ => [],
    };

    private async Task MakeAsync(FaultKind kind, Fault fault, CancellationToken cancel)
    {
        var node = kind == FaultKind.KillWeb ? cluster.Webs[fault.Node] : cluster.Silos[fault.Node];
        foreach (var silo in cluster.Nodes) silo.RestartAfter = silo == node ? fault.For : TimeSpan.Zero;
        switch (kind)
        {
            case FaultKind.KillSilo or FaultKind.KillWeb:
                node.Kill();
                break;
            case FaultKind.TerminateSilo:
                node.Terminate();
                break;
            case FaultKind.FreezeSilo:
                node.Freeze();
                await Task.Delay(fault.For, TimeProvider.System, cancel);
                node.RestartAfter = TimeSpan.Zero;
                node.Thaw();
                break;
            case FaultKind.RestartDatabase:
                await database.StopAsync(cancel);
                await database.StartAsync(cancel);
                break;
            case FaultKind.KillAllSilos:
                foreach (var silo in cluster.Silos) silo.Kill();
                break;
            default:
                throw new InvalidOperationException($"no such fault: {kind}");
        }
    }

    private async Task CalmAsync(CancellationToken cancel)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var waited = Stopwatch.StartNew();
        for (var calm = 0; calm < 5;)
        {
            await tick.WaitForNextTickAsync(cancel);
            calm = traffic.All(shard => shard.Waiting < TimeSpan.FromMilliseconds(500)) ? calm + 1 : 0;
            if (waited.Elapsed > Patience) throw new TimeoutException($"Posts still wait {Patience} after every node said that it is ready");
        }
    }
}
