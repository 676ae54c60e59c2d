using System.Net;
using FunnelGrains.Grains;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Workspaces;
using Orleans.Serialization;

namespace FunnelGrains.Host.Starting;

/// <summary>The silo of mode <c>all</c>: a cluster of one, on loopback only, because its ports authenticate nobody.</summary>
internal static class SiloWiring
{
    /// <summary>Name of the grain storage of small documents (keys, goals).</summary>
    public const string GrainStorage = "grains";

    /// <summary>Adds the silo.</summary>
    /// <exception cref="StartRefusedException">A port asked for is taken.</exception>
    public static void AddFunnelSilo(this WebApplicationBuilder builder, StartOptions options)
    {
        var (siloPort, gatewayPort) = Ports.ForSilo(options.SiloPort, options.GatewayPort);
        builder.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(json =>
        {
            foreach (var converter in AgreementJson.Options.Converters)
            {
                json.JsonSerializerOptions.Converters.Add(converter);
            }
        });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort), "FunnelGrains", "FunnelGrains");
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorage(GrainStorage, storage => storage.Configure<SqliteStorage>((adoNet, sqlite) =>
            {
                adoNet.Invariant = SqliteStorage.GrainsInvariant;
                adoNet.DataSource = sqlite.Grains;
            }));
        });
        // After the silo, so that the grains' own services start when it answers.
        builder.Services.AddFunnelGrains(TimeProvider.System);
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Shard));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Funnel));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Tuning.Goals));
    }
}
