using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>The rows that are in the table, and what the database records of those that are archived: looked up after them, in the same round trip.</summary>
internal sealed class PostgresJournalTable(Access access, Access notes, LeadTails tails, int rowsNotedAtOnce) : IJournalTable
{
    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => access.ReadAsync(db => JournalReads.LastSeqAsync(db, shard, cancel), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<JournalRow>>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.AfterAsync(db, shard, afterSeq, limit, cancel), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.LeadsAsync(db, shard, leads, tails.Of(shard, leads), throughSeq, personal, cancel), cancel);

    /// <inheritdoc/>
    public async Task<Seen<IReadOnlyList<LeadRows>>> ReadLeadPageAsync(ShardKey shard, string afterLead, long throughSeq, int rows, CancellationToken cancel)
    {
        while (true)
        {
            var (page, through) = await access.ReadOneMomentAsync(db => JournalReads.LeadPageAsync(db, shard, afterLead, throughSeq, rows, cancel), cancel).ConfigureAwait(false);
            if (page is not null) return new(page, through);
            await NoteAsync(shard).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.LeadIdsReceivedSinceAsync(db, shard, since, throughSeq, cancel), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsAsync(ShardKey shard, string afterLead, int limit, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.LeadIdsAsync(db, shard, afterLead, limit, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(ShardKey shard, CancellationToken cancel) =>
        access.ReadAsync(db => ArchiveTable.SegmentsAsync(db, shard, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlainRow>> ReadPlainAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        access.ReadAsync(db => ArchiveTable.PlainAsync(db, shard, afterSeq, limit, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordAsync(ShardKey shard, Segment segment) => access.WriteAsync(db => ArchiveTable.RecordAsync(db, shard, segment));

    /// <inheritdoc/>
    public Task ForgetNotesAsync(ShardKey shard, IReadOnlyCollection<string> leads) => access.WriteAsync(async db =>
    {
        await LeadNotes.ForgetAsync(db, shard, leads).ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public Task<bool> DeleteArchivedAsync(ShardKey shard) => access.WriteAsync(db => ArchiveTable.DeleteAsync(db, shard));

    /// <summary>Notes where all rows are that are durable now; what fails is tried again with a later row.</summary>
    public async Task NoteAsync(ShardKey shard)
    {
        var noting = tails.Begin(shard);
        try
        {
            bool all;
            long through;
            do (through, all) = await notes.WriteAsync(db => LeadNotes.NoteNextAsync(db, shard, rowsNotedAtOnce)).ConfigureAwait(false);
            while (through < noting.Through && !all);
            if (through >= noting.Through) tails.End(shard, noting);
            else tails.Forget(shard);
        }
        catch
        {
            tails.Forget(shard);
            throw;
        }
    }
}
