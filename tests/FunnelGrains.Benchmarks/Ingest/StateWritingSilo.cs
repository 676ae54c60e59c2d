using System.Diagnostics;
using System.Net;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>A silo of its own for <see cref="StateWritingGrain"/>, on the same grain storage as the product's small documents. It is called without HTTP.</summary>
internal sealed class StateWritingSilo : IAsyncDisposable
{
    private const int CallsAtOnce = 64;
    private readonly SqliteStorage storage;
    private readonly IHost host;

    private StateWritingSilo(SqliteStorage storage, IHost host) => (this.storage, this.host) = (storage, host);

    public static async Task<StateWritingSilo> StartAsync(string folder)
    {
        var storage = SqliteStorage.Open(folder, NullLoggerFactory.Instance, TimeProvider.System);
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var (silo, gateway) = (FreePort.Next(), FreePort.Next());
        builder.UseOrleans(orleans =>
        {
            orleans.UseLocalhostClustering(silo, gateway, new IPEndPoint(IPAddress.Loopback, silo), "Benchmark", "Benchmark");
            orleans.UseSystemTextJsonGrainStorageSerializer();
            orleans.AddAdoNetGrainStorage("grains", options => (options.Invariant, options.DataSource) = (SqliteStorage.GrainsInvariant, storage.Grains));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new StateWritingSilo(storage, host);
    }

    /// <summary>Takes the events, 64 calls at the same time.</summary>
    /// <returns>Events a second.</returns>
    public async Task<double> RunAsync(IReadOnlyList<LoadEvent> events)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, async (e, _) =>
            await grains.GetGrain<IStateWritingGrain>(e.Lead).TakeAsync(e.Id, e.Type, e.OccurredAt, e.Data));
        return events.Count / clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        storage.Dispose();
    }
}
