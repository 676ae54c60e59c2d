using FunnelGrains.Abstractions.Shards;

namespace FunnelGrains.Grains.Shards;

/// <summary>Whom a shard tells its news; nothing is awaited.</summary>
internal interface IShardNews
{
    void Tell(ShardPartial partial);
}
