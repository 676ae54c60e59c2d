using System.Collections.Concurrent;
using FunnelGrains.Abstractions.Shards;

namespace FunnelGrains.Grains.Shards;

/// <summary>The shards that are open in this silo.</summary>
internal sealed class OwnShards
{
    private readonly ConcurrentDictionary<IFunnelShardGrain, bool> shards = new();

    /// <summary>Whether there is none.</summary>
    public bool AreNone => shards.IsEmpty;

    /// <summary>All of them.</summary>
    public IEnumerable<IFunnelShardGrain> All => shards.Keys;

    /// <summary>One was claimed.</summary>
    public void Add(IFunnelShardGrain shard) => shards[shard] = true;

    /// <summary>One is let go.</summary>
    public void Remove(IFunnelShardGrain shard) => shards.TryRemove(shard, out _);

    /// <summary>Has all of them save what they counted, so that whoever opens them next has next to nothing to count again.</summary>
    public Task SaveAsync() => Task.WhenAll(shards.Keys.Select(shard => shard.FlushAsync(TimeSpan.Zero)));
}
