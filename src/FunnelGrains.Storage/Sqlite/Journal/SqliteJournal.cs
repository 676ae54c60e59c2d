using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The journal in a file of its own: one writing thread with group commit, a few reading connections.</summary>
internal sealed class SqliteJournal(JournalAccess file, int rowsNotedAtOnce) : IJournal
{
    /// <summary>Ids read in one transaction while all of a shard are streamed.</summary>
    private const int IdsARead = 4_096;

    private readonly LeadTails tails = new(rowsNotedAtOnce);

    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => file.ReadAsync(db => JournalReads.LastSeq(db, shard), cancel);

    /// <inheritdoc/>
    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        var work = new AppendWork(shard, rows, marksDirty, tails, again => _ = Note(again));
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
        file.ReadAsync(db => JournalReads.After(db, shard, afterSeq, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        file.ReadAsync(db => JournalReads.Leads(db, tails, shard, leads, throughSeq, personal, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        NotedAsync(shard, db => JournalReads.LeadPage(db, shard, afterLead ?? "", throughSeq, rows), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, NodaTime.Instant since, long throughSeq, CancellationToken cancel) =>
        file.ReadAsync(db => JournalReads.LeadIdsReceivedSince(db, shard, since, throughSeq), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var from = after;
            var ids = await NotedAsync(shard, db => JournalReads.LeadIds(db, shard, from, IdsARead), cancel).ConfigureAwait(false);
            foreach (var id in ids) yield return id;
            if (ids.Count < IdsARead) yield break;
            after = ids[^1];
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        file.ReadAsync(db => DimensionTable.Read(db, workspace), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        file.WriteAsync(db => DimensionTable.Admit(db, workspace, dimension, values, limit));

    /// <summary>Reads what needs all rows noted; notes them first where they are not.</summary>
    private async Task<T> NotedAsync<T>(ShardKey shard, Func<SqliteDb, T?> read, CancellationToken cancel)
        where T : class
    {
        while (true)
        {
            if (await file.ReadAsync(read, cancel).ConfigureAwait(false) is { } answer) return answer;
            await Note(shard).ConfigureAwait(false);
        }
    }

    private Task Note(ShardKey shard)
    {
        var work = new NoteWork(shard, tails, rowsNotedAtOnce);
        file.Write(work);
        return work.Done;
    }
}
