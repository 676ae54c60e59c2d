using FunnelGrains.Host.Options;
using FunnelGrains.Host.Starting;
using FunnelGrains.Host.Telemetry;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Cluster;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FunnelGrains.Host.Cluster;

/// <summary>
/// Nodes that find each other through the database. The times are those with which a killed silo's grains answer again within 4 s, and a cluster whose silos were all
/// killed within 20 s; Orleans' own would take 30 s and 107 s.
/// </summary>
internal static class ClusterWiring
{
    /// <summary>Of the cluster and of the service.</summary>
    public const string Name = "FunnelGrains";

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan TableRound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GatewayRound = TimeSpan.FromMilliseconds(500);

    /// <summary>A silo among others.</summary>
    public static void JoinCluster(this ISiloBuilder silo, StartOptions options, int siloPort, int gatewayPort)
    {
        silo.Configure<ClusterOptions>(SetName);
        silo.Services.TellEveryFailure();
        silo.Services.AddSingleton<IFatalErrorHandler, SuddenEnd>();
        silo.Configure<EndpointOptions>(ends => (ends.AdvertisedIPAddress, ends.SiloPort, ends.GatewayPort) = (options.SiloAddress, siloPort, gatewayPort));
        silo.UseAdoNetClustering(clustering => clustering.Configure<PostgresCluster>((adoNet, database) =>
            (adoNet.Invariant, adoNet.DataSource) = (PostgresStorage.GrainsInvariant, database.Members)));
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = Probe;
            // Orleans votes against no silo that it heard of within this time × the missed probes: with its own four probes' time that is 8 s, in which a silo that stands
            // still, its connections open, holds up every shard whose leads it has the directory of.
            membership.MaxProbeTimeout = LongestProbe;
            membership.NumMissedProbesLimit = 2;
            // Orleans lowers it to 1 where there are only two silos; one vote of three would let a silo that was frozen put out a healthy one.
            membership.NumVotesForDeathDeclaration = 2;
            membership.IAmAliveTablePublishTimeout = TableRound;
            membership.TableRefreshTimeout = TableRound;
            membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
            membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = Answer);
    }

    /// <summary>A node without grains: a client of whichever silos there are.</summary>
    public static void AddFunnelClient(this WebApplicationBuilder builder, StartOptions options) => builder.UseOrleansClient(client =>
    {
        client.Configure<ClusterOptions>(SetName);
        client.AddTraces(options.Telemetry);
        client.AddDashboard(options.Telemetry);
        client.Services.TellEveryFailure();
        client.UseAdoNetClustering(clustering => clustering.Configure<PostgresCluster>((adoNet, database) =>
            (adoNet.Invariant, adoNet.DataSource) = (PostgresStorage.GrainsInvariant, database.Members)));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRound);
        client.Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = Answer);
        // Nodes start in any order.
        client.UseConnectionRetryFilter(async (_, stopping) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), stopping);
            return true;
        });
    });

    /// <summary>
    /// Any exception may travel between nodes. Orleans lets only a few namespaces pass: for all others, those of our storage and of Npgsql among them, the answer itself
    /// cannot be written, and the caller waits out its time or fails for a reason that is none.
    /// </summary>
    private static void TellEveryFailure(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedExceptionTypeFilter = static _ => true);

    private static void SetName(ClusterOptions cluster) => cluster.ClusterId = cluster.ServiceId = Name;
}
