using System.Globalization;

namespace FunnelGrains.Testing.Processes;

/// <summary>Silos and web nodes on one database, each at fixed addresses on loopback, each under a supervisor.</summary>
public sealed class HostCluster : IAsyncDisposable
{
    private HostCluster(IReadOnlyList<HostNode> silos, IReadOnlyList<HostNode> webs) => (Silos, Webs) = (silos, webs);

    /// <summary>The nodes that hold grains; they answer health questions only.</summary>
    public IReadOnlyList<HostNode> Silos { get; }

    /// <summary>The nodes that serve HTTP and boards.</summary>
    public IReadOnlyList<HostNode> Webs { get; }

    /// <summary>All nodes.</summary>
    public IEnumerable<HostNode> Nodes => Silos.Concat(Webs);

    /// <summary>Starts all nodes at once and waits for nothing.</summary>
    /// <param name="database">The connection string of an empty database, or of one that such a cluster left.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="webs">How many web nodes.</param>
    /// <param name="like">What all have in common.</param>
    /// <param name="logFolder">Where the nodes' output is kept; null for nowhere.</param>
    /// <param name="each">What a node has of its own, by its name: <c>silo1</c>, <c>web1</c> and so on; null for nothing.</param>
    public static HostCluster Start(string database, int silos, int webs, HostLaunch like, string? logFolder = null, Func<string, HostLaunch, HostLaunch>? each = null)
    {
        var ports = new HashSet<int>();
        var shared = like.With("FunnelGrains__Storage", "postgres").With("ConnectionStrings__FunnelGrains", database);
        return new(
            [.. Enumerable.Range(1, silos).Select(n => Node($"silo{n}", Silo(shared, ports)))],
            [.. Enumerable.Range(1, webs).Select(n => Node($"web{n}", shared with { Mode = "web", Port = Next(ports) }))]);

        HostNode Node(string name, HostLaunch launch) => new(name, each?.Invoke(name, launch) ?? launch, logFolder);
    }

    /// <summary>Completes when every node says that events are accepted.</summary>
    /// <exception cref="TimeoutException">Some did not in time; they are named, with what they wrote when they ended before.</exception>
    public async Task WaitUntilReadyAsync(TimeSpan within, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(within);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var away = Nodes.ToList();
        try
        {
            while (true)
            {
                var ready = await Task.WhenAll(away.Select(node => node.IsReadyAsync(patience.Token)));
                away = [.. away.Where((_, n) => !ready[n])];
                if (away.Count == 0)
                {
                    return;
                }
                await tick.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var words = away.Select(node => $"{node.Name}: {node.Ends.LastOrDefault(end => !end.Asked)?.Output ?? "it runs"}");
            throw new TimeoutException($"Not ready within {within}:\n{string.Join('\n', words)}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));

    private static HostLaunch Silo(HostLaunch shared, HashSet<int> ports) => (shared with { Mode = "silo", Port = Next(ports) })
        .With("FunnelGrains__SiloPort", Next(ports).ToString(CultureInfo.InvariantCulture))
        .With("FunnelGrains__GatewayPort", Next(ports).ToString(CultureInfo.InvariantCulture));

    private static int Next(HashSet<int> taken)
    {
        while (true)
        {
            var port = FreePort.Next();
            if (taken.Add(port))
            {
                return port;
            }
        }
    }
}
