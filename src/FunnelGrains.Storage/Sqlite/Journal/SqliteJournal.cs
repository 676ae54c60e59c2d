using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The journal in a file of its own: one writing thread with group commit, a few reading connections; old rows in archived segments beside it.</summary>
internal sealed class SqliteJournal : IJournal
{
    private readonly Access file;
    private readonly LeadTails tails;
    private readonly SqliteJournalTable table;
    private readonly JournalReading reading;
    private readonly Archiving archiving;

    public SqliteJournal(Access file, int rowsNotedAtOnce, ArchiveFolder archive)
    {
        (this.file, tails) = (file, new LeadTails(rowsNotedAtOnce));
        table = new SqliteJournalTable(file, tails, rowsNotedAtOnce);
        (reading, archiving) = (new JournalReading(table, archive), new Archiving(table, archive));
    }

    /// <summary>The engine's part of it.</summary>
    public IJournalTable Table => table;

    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => table.ReadLastSeqAsync(shard, cancel);

    /// <inheritdoc/>
    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        var work = new AppendWork(shard, rows, marksDirty, tails, again => _ = table.Note(again));
        file.Write(work);
        return work.Done;
    }

    /// <inheritdoc/>
    public Task MarkCleanAsync(ShardKey shard, long throughSeq) => file.WriteAsync(db =>
    {
        var clean = db.Statement(
            """
            DELETE FROM dirty_shards WHERE workspace = ?1 AND shard = ?2
            AND NOT EXISTS (SELECT 1 FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3)
            """);
        clean.Bind(shard);
        clean.Bind(3, throughSeq);
        clean.Run();
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel) => file.ReadAsync(JournalReads.Dirty, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        reading.ReadAfterAsync(shard, afterSeq, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        reading.ReadLeadsAsync(shard, leads, throughSeq, personal, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        reading.ReadLeadPageAsync(shard, afterLead, throughSeq, rows, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, NodaTime.Instant since, long throughSeq, CancellationToken cancel) =>
        reading.ReadLeadIdsReceivedSinceAsync(shard, since, throughSeq, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, CancellationToken cancel) => reading.ReadLeadIdsAsync(shard, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        file.ReadAsync(db => DimensionTable.Read(db, workspace), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        file.WriteAsync(db => DimensionTable.Admit(db, workspace, dimension, values, limit));

    /// <inheritdoc/>
    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel) => archiving.ArchiveAsync(shard, order, cancel);
}
