using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// What an engine still has in its table <c>journal</c>, and what it records of the rest. Each reading tells the last archived row, looked up at the same moment or later: whatever
/// the table did not have any more because it was archived, is in a segment up to there.
/// </summary>
internal interface IJournalTable
{
    /// <summary>The last row of the shard; never archived.</summary>
    Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>As <see cref="IJournal.ReadAfterAsync"/>.</summary>
    Task<Seen<IReadOnlyList<JournalRow>>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel);

    /// <summary>As <see cref="IJournal.ReadLeadsAsync"/>.</summary>
    Task<Seen<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel);

    /// <summary>As <see cref="IJournal.ReadLeadPageAsync"/>.</summary>
    Task<Seen<IReadOnlyList<LeadRows>>> ReadLeadPageAsync(ShardKey shard, string afterLead, long throughSeq, int rows, CancellationToken cancel);

    /// <summary>As <see cref="IJournal.ReadLeadIdsReceivedSinceAsync"/>.</summary>
    Task<Seen<IReadOnlyList<string>>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel);

    /// <summary>The ids of the leads after one, ascending, at most so many.</summary>
    Task<Seen<IReadOnlyList<string>>> ReadLeadIdsAsync(ShardKey shard, string afterLead, int limit, CancellationToken cancel);

    /// <summary>The shard's segments, ascending.</summary>
    Task<IReadOnlyList<Segment>> ReadSegmentsAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>Rows after a number, ascending, as they stand.</summary>
    Task<IReadOnlyList<PlainRow>> ReadPlainAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel);

    /// <summary>
    /// Records a segment, durable when it answers; from the first one on no program starts on these data that does not know of archives.
    /// </summary>
    /// <returns>False when it does not follow the last segment: another owner of the shard was faster, and nothing was written.</returns>
    Task<bool> RecordAsync(ShardKey shard, Segment segment);

    /// <summary>Forgets where rows of some leads are, as far as all rows of a note are archived.</summary>
    Task ForgetNotesAsync(ShardKey shard, IReadOnlyCollection<string> leads);

    /// <summary>Deletes some rows that are recorded as archived, so few that no append waits for long.</summary>
    /// <returns>False when there are none left.</returns>
    Task<bool> DeleteArchivedAsync(ShardKey shard);
}

/// <summary>What was read, and the last archived row at that moment or later; 0 for none.</summary>
internal readonly record struct Seen<T>(T Answer, long ArchivedThrough);
