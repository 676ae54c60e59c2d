using System.Collections.Concurrent;
using FunnelGrains.Abstractions.Shards;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace FunnelGrains.Grains.Shards.Moving;

/// <summary>The shards that are open in this silo.</summary>
internal sealed class OwnShards
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostRest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IFunnelShardGrain, IGrainContext> shards = new();

    /// <summary>How many.</summary>
    public int Count => shards.Count;

    /// <summary>All of them.</summary>
    public IEnumerable<IFunnelShardGrain> All => shards.Keys;

    /// <summary>One was claimed.</summary>
    public void Add(IFunnelShardGrain shard, IGrainContext activation) => shards[shard] = activation;

    /// <summary>One is let go.</summary>
    public void Remove(IFunnelShardGrain shard) => shards.TryRemove(shard, out _);

    /// <summary>Has all of them save what they counted, so that whoever opens them next has next to nothing to count again.</summary>
    public Task SaveAsync() => Task.WhenAll(shards.Keys.Select(shard => shard.FlushAsync(TimeSpan.Zero)));

    /// <summary>
    /// Has all of them go to other silos, one after another, each open there before the next one goes: so each stands still for as short as can be. What is posted to it meanwhile goes
    /// after it.
    /// </summary>
    /// <param name="others">The silos, at least one; they take turns.</param>
    /// <param name="time">Between two it rests as long as the one took, a second in all: on a busy machine what waits for those that are still here gets its turn.</param>
    /// <exception cref="AggregateException">Some did not go; the others have.</exception>
    public async Task MoveAllAsync(IReadOnlyList<SiloAddress> others, TimeProvider time)
    {
        List<Exception> failures = [];
        HashSet<IGrainContext> tried = [];
        var rested = TimeSpan.Zero;
        // Another silo may have sent one here that did not know yet that this one leaves.
        while (shards.FirstOrDefault(shard => !tried.Contains(shard.Value)) is { Key: { } shard, Value: var activation })
        {
            var began = time.GetTimestamp();
            try
            {
                await MoveAsync(shard, activation, others[tried.Count % others.Count]);
            }
            catch (Exception failed)
            {
                failures.Add(failed);
            }

            tried.Add(activation);
            var rest = time.GetElapsedTime(began) is var took && took < LongestRest ? took : LongestRest;
            if (rested + rest > MostRest) continue;
            rested += rest;
            await Task.Delay(rest, time);
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Has one of them go to another silo; returns when it is open there.</summary>
    public async Task MoveOneAsync(SiloAddress other)
    {
        foreach (var (shard, activation) in shards.Take(1)) await MoveAsync(shard, activation, other);
    }

    private static async Task MoveAsync(IFunnelShardGrain shard, IGrainContext activation, SiloAddress to)
    {
        await shard.FlushAsync(TimeSpan.Zero);
        activation.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = to });
        await activation.Deactivated;
        await shard.FlushAsync(TimeSpan.MaxValue);
    }
}
