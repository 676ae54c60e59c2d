using System.Net;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Grains;
using FunnelGrains.Host.Cluster;
using FunnelGrains.Host.Options;
using FunnelGrains.Host.Telemetry;
using FunnelGrains.Storage;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FunnelGrains.Host.Starting;

/// <summary>The silo: with files of its own a cluster of one, on loopback only; with a database one of several.</summary>
internal static class SiloWiring
{
    /// <summary>Name of the grain storage of small documents (keys, goals).</summary>
    public const string GrainStorage = "grains";

    // Orleans has room for a million from the start, twice: 18 MB before the first event.
    private const int AddressesKept = 200_000;

    /// <summary>Adds the silo.</summary>
    /// <exception cref="StartRefusedException">A port asked for is taken.</exception>
    public static void AddFunnelSilo(this WebApplicationBuilder builder, StartOptions options, TimeProvider time)
    {
        var (siloPort, gatewayPort) = Ports.ForSilo(options.SiloAddress, options.SiloPort, options.GatewayPort);
        builder.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(json =>
        {
            foreach (var converter in AgreementJson.Converters)
            {
                json.JsonSerializerOptions.Converters.Add(converter);
            }
        });
        builder.UseOrleans(silo =>
        {
            if (options.ConnectionString is null)
                silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort), ClusterWiring.Name, ClusterWiring.Name);
            else silo.JoinCluster(options, siloPort, gatewayPort);
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = AddressesKept);
            silo.AddTraces(options.Telemetry);
            silo.AddDashboard(options.Telemetry);
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorage(GrainStorage, storage => storage.Configure<IStorage>((adoNet, engine) =>
            {
                adoNet.Invariant = engine.GrainsInvariant;
                adoNet.DataSource = engine.Grains;
            }));
        });
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Shard));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Funnel));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Goals));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Notices));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Meetings));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Mail));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Agreement));
        // After the silo, so that the grains' own services start when it answers.
        builder.Services.AddFunnelGrains(
            time, options.ConnectionString is null ? null : static provider => ActivatorUtilities.CreateInstance<ShardDirectory>(provider));
    }
}
