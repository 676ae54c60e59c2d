using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>
/// The journal: a few lanes with group commit, a shard always on the same one; claims apart from them, for they may have to wait for a frozen owner. Old rows are in archived
/// segments, in a folder that all processes share.
/// </summary>
internal sealed class PostgresJournal : IJournal
{
    private readonly AppendLane[] lanes;
    private readonly Access access;
    private readonly LeadTails tails;
    private readonly PostgresJournalTable table;
    private readonly JournalReading reading;
    private readonly Archiving archiving;

    /// <param name="lanes">What appends.</param>
    /// <param name="access">The way to the database; its writes are durable.</param>
    /// <param name="notes">The same for notes of where rows are: losing the last of them costs noting them again.</param>
    /// <param name="rowsNotedAtOnce">After how many rows of a shard it is noted, and how many in one transaction.</param>
    /// <param name="archive">Where archived rows are; null for nowhere.</param>
    public PostgresJournal(AppendLane[] lanes, Access access, Access notes, int rowsNotedAtOnce, ArchiveFolder? archive)
    {
        (this.lanes, this.access, tails) = (lanes, access, new LeadTails(rowsNotedAtOnce));
        table = new PostgresJournalTable(access, notes, tails, rowsNotedAtOnce);
        (reading, archiving) = (new JournalReading(table, archive), new Archiving(table, archive));
    }

    /// <summary>The engine's part of it.</summary>
    public IJournalTable Table => table;

    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => table.ReadLastSeqAsync(shard, cancel);

    /// <inheritdoc/>
    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        var work = new AppendWork(shard, rows, marksDirty, tails, again => _ = NoteAsync(again));
        if (rows is [{ Event.Type: EventType.ShardOpened }]) return ClaimAsync(work);
        LaneOf(shard).Add(work);
        return work.Done;
    }

    /// <inheritdoc/>
    public Task MarkCleanAsync(ShardKey shard, long throughSeq)
    {
        var work = new CleanWork(shard, throughSeq);
        LaneOf(shard).Add(work);
        return work.Done;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel) => access.ReadAsync(db => JournalReads.DirtyAsync(db, cancel), cancel);

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
        access.ReadAsync(db => DimensionTable.ReadAsync(db, workspace, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        access.TakeOverAsync(db => DimensionTable.AdmitAsync(db, workspace, dimension, values, limit));

    /// <inheritdoc/>
    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel) => archiving.ArchiveAsync(shard, order, cancel);

    private async Task NoteAsync(ShardKey shard)
    {
        try
        {
            await table.NoteAsync(shard).ConfigureAwait(false);
        }
        catch (JournalUnavailableException)
        {
            // With the next row it is tried again; until then readers look through more.
        }
    }

    private async Task ClaimAsync(AppendWork work)
    {
        // Another process may have owned the shard meanwhile, and noted and written what this one did not see.
        tails.Forget(work.Shard);
        try
        {
            await access.TakeOverAsync(async db =>
            {
                await using var append = await AppendStatement.PrepareAsync(db).ConfigureAwait(false);
                await append.RunAsync([work]).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            work.Succeed();
        }
        catch (JournalUnavailableException why)
        {
            work.Fail(why.InnerException ?? why);
        }
        await work.Done.ConfigureAwait(false);
    }

    // Not string.GetHashCode, which differs from one process to the next: the same shard then has the same neighbours everywhere.
    private AppendLane LaneOf(ShardKey shard) => lanes[(uint)(shard.Number + shard.Workspace.Sum(letter => letter)) % (uint)lanes.Length];
}
