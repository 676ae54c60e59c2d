using System.Net;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace FunnelGrains.Storage.Tests.Cluster;

/// <summary>Silos and clients that know each other only through the database.</summary>
internal static class ClusterSilo
{
    private const string Name = "funnel";

    /// <summary>A silo that is not started.</summary>
    public static IHost Silo(PostgresStorage storage)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(SetName);
            silo.Configure<EndpointOptions>(ends => (ends.AdvertisedIPAddress, ends.SiloPort, ends.GatewayPort) = (IPAddress.Loopback, FreePort.Next(), FreePort.Next()));
            silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (PostgresStorage.GrainsInvariant, storage.Grains));
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorage("documents", options => (options.Invariant, options.DataSource) = (PostgresStorage.GrainsInvariant, storage.Grains));
        });
        return builder.Build();
    }

    /// <summary>A client that is not started.</summary>
    public static IHost Client(PostgresStorage storage)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(SetName);
            client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (PostgresStorage.GrainsInvariant, storage.Grains));
        });
        return builder.Build();
    }

    /// <summary>The membership table as a silo sees it.</summary>
    public static IMembershipTable Membership(this IHost silo) => silo.Services.GetRequiredService<IMembershipTable>();

    private static void SetName(ClusterOptions options) => options.ClusterId = options.ServiceId = Name;
}
