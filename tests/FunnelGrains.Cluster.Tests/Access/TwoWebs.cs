using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Access;

/// <summary>A silo and two web nodes on a database of their own, for the tests of one class.</summary>
public sealed class TwoWebs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private PostgresServer? server;
    private HostCluster? cluster;

    /// <summary>One web node.</summary>
    public HostNode First => Cluster.Webs[0];

    /// <summary>The other one.</summary>
    public HostNode Second => Cluster.Webs[1];

    /// <summary>The only silo.</summary>
    public HostNode Silo => Cluster.Silos[0];

    private HostCluster Cluster
    {
        get
        {
            if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
            return cluster!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null) return;
        server = await PostgresServer.CreateAsync(durable: false, CancellationToken.None);
        cluster = HostCluster.Start(await server.CreateDatabaseAsync(CancellationToken.None), 1, 2, new HostLaunch());
        await cluster.WaitUntilReadyAsync(Patience, CancellationToken.None);
    }

    /// <summary>Kills nodes, and comes back when all are there again.</summary>
    public async Task RestartAsync(params HostNode[] nodes)
    {
        foreach (var node in nodes)
        {
            var starts = node.Starts;
            node.Kill();
            await node.WaitForStartAsync(starts, TestContext.Current.CancellationToken);
        }
        await Cluster.WaitUntilReadyAsync(Patience, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }
}
