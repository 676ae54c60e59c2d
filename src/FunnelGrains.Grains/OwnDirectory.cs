using System.Collections.Concurrent;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace FunnelGrains.Grains;

/// <summary>
/// Where activations of this silo are, known to this silo alone: for grains that nobody calls from another one. A lead is called by its shard, beside it; with the cluster's directory
/// the events of a healthy silo would wait for whichever silo stands still and has the addresses of their leads. What a lead's activation holds may be older than its shard's counts
/// after the shard was elsewhere meanwhile; each call says what is counted, and the activation reads what it lacks.
/// </summary>
internal sealed class OwnDirectory : IGrainDirectory
{
    /// <summary>The name that the leads ask for it by.</summary>
    public const string OfLeads = "leads";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> addresses = new();

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(addresses.AddOrUpdate(
        address.GrainId,
        static (_, added) => added.New,
        static (_, there, added) => added.Old is not null && there.Equals(added.Old) ? added.New : there,
        (New: address, Old: previousAddress)));

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(addresses.GetValueOrDefault(grainId));

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address)
    {
        if (addresses.TryGetValue(address.GrainId, out var there) && there.Equals(address)) addresses.TryRemove(KeyValuePair.Create(address.GrainId, there));
        return Task.CompletedTask;
    }

    /// <summary>Others have their own.</summary>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
