using Orleans;
using Orleans.Runtime;

namespace FunnelGrains.Abstractions.Shards;

/// <summary>The activation of a shard gave up while somebody waited: to be asked again; the next one reads what is true.</summary>
[GenerateSerializer, Alias("fg.shardgone")]
public sealed class ShardGoneException(string shard) : OrleansException($"Shard {shard} gave up and will be read again");
