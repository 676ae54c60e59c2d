using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace FunnelGrains.Grains.Shards.Moving;

/// <summary>Where the silos of a cluster find the shards.</summary>
public interface IShardMap : IGrainDirectory
{
    /// <summary>How many shards each silo has; silos without one are missing.</summary>
    Task<IReadOnlyDictionary<SiloAddress, int>> CountAsync();
}
