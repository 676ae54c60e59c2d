using Orleans.GrainDirectory;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace FunnelGrains.Grains.Shards.Rehearsing;

/// <summary>Begins in the silo that calls it, and is found where shards are found.</summary>
[PreferLocalPlacement]
[GrainDirectory(FunnelShardGrain.Directory)]
internal sealed class RehearsedMoveGrain : Grain, IRehearsedMoveGrain
{
    public Task GoAsync(SiloAddress to)
    {
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = to });
        return Task.CompletedTask;
    }

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
