using System.Collections.Concurrent;
using FunnelGrains.Abstractions.Shards;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace FunnelGrains.Grains.Shards;

/// <summary>The shards that are open in this silo.</summary>
internal sealed class OwnShards
{
    private readonly ConcurrentDictionary<IFunnelShardGrain, IGrainContext> shards = new();

    /// <summary>Whether there is none.</summary>
    public bool AreNone => shards.IsEmpty;

    /// <summary>All of them.</summary>
    public IEnumerable<IFunnelShardGrain> All => shards.Keys;

    /// <summary>One was claimed.</summary>
    public void Add(IFunnelShardGrain shard, IGrainContext activation) => shards[shard] = activation;

    /// <summary>One is let go.</summary>
    public void Remove(IFunnelShardGrain shard) => shards.TryRemove(shard, out _);

    /// <summary>Has all of them save what they counted, so that whoever opens them next has next to nothing to count again.</summary>
    public Task SaveAsync() => Task.WhenAll(shards.Keys.Select(shard => shard.FlushAsync(TimeSpan.Zero)));

    /// <summary>
    /// Has them go to other silos, one after another, each saved first and open there before the next one goes: so each stands still for as short as can be. What is posted to it meanwhile
    /// goes after it.
    /// </summary>
    /// <param name="others">The silos, at least one; they take turns.</param>
    public async Task MoveAsync(IReadOnlyList<SiloAddress> others)
    {
        foreach (var ((shard, activation), n) in shards.Select((shard, n) => (shard, n)))
        {
            await shard.FlushAsync(TimeSpan.Zero);
            activation.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = others[n % others.Count] });
            await activation.Deactivated;
            await shard.FlushAsync(TimeSpan.MaxValue);
        }
    }
}
