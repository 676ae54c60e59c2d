using FunnelGrains.Grains.Shards.Moving;
using FunnelGrains.Storage.Postgres.Cluster;
using Npgsql;
using Orleans.GrainDirectory;

namespace FunnelGrains.Host.Cluster;

/// <summary>
/// The cluster's directory of shards, in its database. Orleans' own lies in parts in the silos: with a silo that leaves go the shards elsewhere that it had the addresses of, and one that
/// stands still holds up whoever asks it. Who may write is decided by the journal's claims, not here.
/// </summary>
internal sealed partial class ShardDirectory(PostgresCluster database, ILogger<ShardDirectory> logger) : IShardMap
{
    private static readonly GrainType Shards = GrainType.Create("funnelshard");

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) =>
        Address(await database.Places.PutAsync(Place(address), previousAddress is null ? null : Place(previousAddress)));

    /// <inheritdoc/>
    public async Task<GrainAddress?> Lookup(GrainId grainId) => await database.Places.FindAsync(grainId.ToString()) is { } place ? Address(place) : null;

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address) => database.Places.RemoveAsync(Place(address));

    /// <summary>Only tidies up: entries of dead silos are known by whoever finds them. It throws nothing, or Orleans would never tidy up again.</summary>
    public async Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        try
        {
            await database.Places.RemoveSilosAsync([.. siloAddresses.Select(silo => silo.ToParsableString())]);
        }
        catch (NpgsqlException failed)
        {
            LogLeft(logger, failed);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<SiloAddress, int>> CountAsync() => (await database.Places.AllAsync())
        .Select(Address).Where(address => address.GrainId.Type == Shards).GroupBy(address => address.SiloAddress!).ToDictionary(silo => silo.Key, silo => silo.Count());

    private static ShardPlace Place(GrainAddress address) =>
        new(address.GrainId.ToString(), address.SiloAddress!.ToParsableString(), address.ActivationId.ToParsableString(), address.MembershipVersion.Value);

    private static GrainAddress Address(ShardPlace place) => new()
    {
        GrainId = GrainId.Parse(place.Shard),
        SiloAddress = SiloAddress.FromParsableString(place.Silo),
        ActivationId = ActivationId.FromParsableString(place.Activation),
        MembershipVersion = new MembershipVersion(place.Membership),
    };

    [LoggerMessage(LogLevel.Warning, "The places of shards in silos that are gone could not be taken out of the directory; whoever finds them does it")]
    private static partial void LogLeft(ILogger logger, Exception why);
}
