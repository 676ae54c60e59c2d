using FunnelGrains.Domain;

namespace FunnelGrains.Storage.Journal;

/// <summary>Another activation of the shard has appended: this one is to drop its memory and deactivate.</summary>
public sealed class SequenceTakenException(ShardKey shard, long seq)
    : Exception($"Sequence {seq} of shard {shard} is taken: another activation owns the shard");

/// <summary>The journal could not say whether the rows are durable.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : UnavailableException(message, inner);
