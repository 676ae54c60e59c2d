using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The rows that are in the journal's file, and what it records of those that are archived: each reading sees both at one moment.</summary>
internal sealed class SqliteJournalTable(Access file, LeadTails tails, int rowsNotedAtOnce) : IJournalTable
{
    /// <summary>Rows deleted in one piece of work: a few milliseconds of the writer.</summary>
    private const int RowsDeletedAtOnce = 500;

    private const int LeadsForgottenAtOnce = 500;

    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => file.ReadAsync(db => JournalReads.LastSeq(db, shard), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<JournalRow>>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => Seen(db, shard, JournalReads.After(db, shard, afterSeq, limit)), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        file.ReadAsync(db => Seen(db, shard, JournalReads.Leads(db, tails, shard, leads, throughSeq, personal, cancel)), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<LeadRows>>> ReadLeadPageAsync(ShardKey shard, string afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        NotedAsync(shard, db => JournalReads.LeadPage(db, shard, afterLead, throughSeq, rows), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        file.ReadAsync(db => Seen(db, shard, JournalReads.LeadIdsReceivedSince(db, shard, since, throughSeq)), cancel);

    /// <inheritdoc/>
    public Task<Seen<IReadOnlyList<string>>> ReadLeadIdsAsync(ShardKey shard, string afterLead, int limit, CancellationToken cancel) =>
        NotedAsync(shard, db => JournalReads.LeadIds(db, shard, afterLead, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(ShardKey shard, CancellationToken cancel) => file.ReadAsync(db => ArchiveTable.Segments(db, shard), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlainRow>> ReadPlainAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => ArchiveTable.Plain(db, shard, afterSeq, limit), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordAsync(ShardKey shard, Segment segment) => file.WriteAsync(db => ArchiveTable.Record(db, shard, segment));

    /// <inheritdoc/>
    public async Task ForgetNotesAsync(ShardKey shard, IReadOnlyCollection<string> leads)
    {
        foreach (var some in leads.Chunk(LeadsForgottenAtOnce))
            await file.WriteAsync(db =>
            {
                ArchiveTable.ForgetNotes(db, shard, some);
                return true;
            }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteArchivedAsync(ShardKey shard) => file.WriteAsync(db => ArchiveTable.Delete(db, shard, RowsDeletedAtOnce));

    /// <summary>Notes where the next rows are.</summary>
    public Task Note(ShardKey shard)
    {
        var work = new NoteWork(shard, tails, rowsNotedAtOnce);
        file.Write(work);
        return work.Done;
    }

    private static Seen<T> Seen<T>(SqliteDb db, ShardKey shard, T answer) => new(answer, ArchiveTable.Through(db, shard));

    /// <summary>Reads what needs all rows noted; notes them first where they are not.</summary>
    private async Task<Seen<T>> NotedAsync<T>(ShardKey shard, Func<SqliteDb, T?> read, CancellationToken cancel)
        where T : class
    {
        while (true)
        {
            var (answer, through) = await file.ReadAsync(db => Seen(db, shard, read(db)), cancel).ConfigureAwait(false);
            if (answer is not null) return new Seen<T>(answer, through);
            await Note(shard).ConfigureAwait(false);
        }
    }
}
