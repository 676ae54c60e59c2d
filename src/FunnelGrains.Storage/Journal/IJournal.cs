using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;

namespace FunnelGrains.Storage.Journal;

/// <summary>
/// The append-only record of everything that changes a count: one sequence a shard, without gaps. Every method may be called
/// from any thread. Reads see every append that was answered. Old rows may be archived: reads find them there all the same, and throw
/// <see cref="ArchiveUnavailableException"/> where their file is not what it was.
/// </summary>
public interface IJournal
{
    /// <summary>The last sequence number of the shard; 0 when it has none.</summary>
    Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>
    /// Makes rows durable, all or none, merged with what other shards append at that moment (group commit).
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="rows">Ascending by one, the first directly after the last durable one.</param>
    /// <param name="marksDirty">Also records, in the same transaction, that the shard has rows that no checkpoint holds.</param>
    /// <exception cref="SequenceTakenException">Another activation appended first: nothing of this was written.</exception>
    /// <exception cref="JournalUnavailableException">
    /// Whether it was written is unknown (disk full, locked, lost): read the last sequence number again before anything else.
    /// </exception>
    Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty);

    /// <summary>Takes the dirty mark away if the journal holds nothing after <paramref name="throughSeq"/>.</summary>
    Task MarkCleanAsync(ShardKey shard, long throughSeq);

    /// <summary>The shards with the dirty mark, of all workspaces.</summary>
    Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel);

    /// <summary>Rows after a sequence number, ascending, at most <paramref name="limit"/>; without personal data.</summary>
    Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel);

    /// <summary>All rows of the leads up to and with a sequence number, ascending for each lead; leads without rows are absent.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="leads">Any number of ids.</param>
    /// <param name="throughSeq">The bound, inclusive.</param>
    /// <param name="personal">Whether to read personal data too.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel);

    /// <summary>
    /// The shard's leads in the order of their ids (UTF-8 bytes), whole, in a page of roughly <paramref name="rows"/> rows (never less than one
    /// lead): for audit and rebuilding. Rows of the shard itself are left out. Short transactions, so that no checkpoint of the log waits.
    /// </summary>
    /// <returns>Empty at the end.</returns>
    Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel);

    /// <summary>
    /// The leads with an event received at or after an instant, by the rows up to and with a sequence number; in any order. Reads what was received since and a little before: rows
    /// whose times differ from the order of their numbers by up to an hour are found all the same.
    /// </summary>
    Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, NodaTime.Instant since, long throughSeq, CancellationToken cancel);

    /// <summary>The ids of the shard's leads, streamed; for the filter that knows new leads.</summary>
    IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>The dimension values that have a place, of the workspace.</summary>
    Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel);

    /// <summary>
    /// Gives values a place while fewer than <paramref name="limit"/> have one; durable when it answers, never taken back. One caller at a time wins a last place.
    /// </summary>
    /// <returns>Those of <paramref name="values"/> that have a place now.</returns>
    /// <exception cref="JournalUnavailableException">Unknown; ask again.</exception>
    Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit);

    /// <summary>
    /// Moves the oldest rows of a shard out of the table into a compressed file, at most one; for the shard's owner. Nobody who reads sees a difference; a crash at any moment does no
    /// harm. Takes seconds; appends go on.
    /// </summary>
    /// <returns>What was moved; null when there is not enough to move.</returns>
    /// <exception cref="ArchiveUnavailableException">The file could not be written, or is not what was written: all rows are where they were.</exception>
    /// <exception cref="JournalUnavailableException">The journal failed: ask again later.</exception>
    Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel);
}

/// <summary>A lead with its rows, ascending.</summary>
public sealed record LeadRows(string Lead, IReadOnlyList<JournalRow> Rows);
