using FunnelGrains.Cli.Tests.Commands;
using FunnelGrains.Testing;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Olist;

/// <summary>Two hosts with the real file: one got it in its own order, one with its rows shuffled. Both imports were from an empty start.</summary>
public sealed class OlistHosts : IAsyncLifetime
{
    public HostProcess Ordered { get; private set; } = null!;

    public HostProcess Shuffled { get; private set; } = null!;

    internal FunnelEnd OrderedImport { get; private set; } = null!;

    internal FunnelEnd ShuffledImport { get; private set; } = null!;

    internal static string[] Command =>
    [
        "import", "olist", "--zone", "America/Sao_Paulo",
        "--leads", SharedData.Path("olist", "olist_marketing_qualified_leads_dataset.csv"),
        "--deals", SharedData.Path("olist", "olist_closed_deals_dataset.csv"),
    ];

    public async ValueTask InitializeAsync()
    {
        var command = Command;
        var hosts = await Task.WhenAll(HostProcess.StartAsync(), HostProcess.StartAsync());
        (Ordered, Shuffled) = (hosts[0], hosts[1]);
        var ends = await Task.WhenAll(FunnelProcess.RunAsync(Ordered, command), FunnelProcess.RunAsync(Shuffled, [.. command, "--shuffle", "7"]));
        (OrderedImport, ShuffledImport) = (ends[0], ends[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { Ordered, Shuffled })
            if (host is not null)
                await host.DisposeAsync();
    }
}
