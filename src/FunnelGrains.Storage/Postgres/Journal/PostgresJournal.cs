using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>The journal: a few lanes with group commit, a shard always on the same one; claims apart from them, for they may have to wait for a frozen owner.</summary>
internal sealed class PostgresJournal(AppendLane[] lanes, Access access) : IJournal
{
    /// <summary>Ids read in one statement while all of a shard are streamed.</summary>
    private const int IdsARead = 4_096;

    /// <inheritdoc/>
    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => access.ReadAsync(db => JournalReads.LastSeqAsync(db, shard, cancel), cancel);

    /// <inheritdoc/>
    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        var work = new AppendWork(shard, rows, marksDirty);
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
        access.ReadAsync(db => JournalReads.AfterAsync(db, shard, afterSeq, limit, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.LeadsAsync(db, shard, leads, throughSeq, personal, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        access.ReadOneMomentAsync(db => JournalReads.LeadPageAsync(db, shard, afterLead ?? "", throughSeq, rows, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, NodaTime.Instant since, long throughSeq, CancellationToken cancel) =>
        access.ReadAsync(db => JournalReads.LeadIdsReceivedSinceAsync(db, shard, since, throughSeq, cancel), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var from = after;
            var ids = await access.ReadAsync(db => JournalReads.LeadIdsAsync(db, shard, from, IdsARead, cancel), cancel).ConfigureAwait(false);
            foreach (var id in ids) yield return id;
            if (ids.Count < IdsARead) yield break;
            after = ids[^1];
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        access.ReadAsync(db => DimensionTable.ReadAsync(db, workspace, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        access.TakeOverAsync(db => DimensionTable.AdmitAsync(db, workspace, dimension, values, limit));

    private async Task ClaimAsync(AppendWork work)
    {
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
