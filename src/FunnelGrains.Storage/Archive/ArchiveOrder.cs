using NodaTime;

namespace FunnelGrains.Storage.Archive;

/// <summary>What of a shard's journal may be archived.</summary>
/// <param name="ThroughSeq">Up to and with this row: what the read model has saved, so that a usual restart reads no archive.</param>
/// <param name="ReceivedBefore">Only rows that were received before; the first that was not ends it.</param>
/// <param name="PartBefore">A segment that is not full is made only when its first row was received before this, so that a quiet shard gets few files.</param>
public sealed record ArchiveOrder(long ThroughSeq, Instant ReceivedBefore, Instant PartBefore);

/// <summary>Rows that were archived.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="File">The file that holds them, with its path.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ArchivedRows(long First, long Last, string File, long Bytes);
