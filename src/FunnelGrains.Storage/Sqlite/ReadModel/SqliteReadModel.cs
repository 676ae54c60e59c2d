using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The read model in a file of its own, with a writing thread of its own.</summary>
internal sealed class SqliteReadModel(WriteLoop writer, ReaderPool readers) : IReadModel
{
    /// <inheritdoc/>
    public Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel) =>
        WriteAsync(db => CheckpointTable.Claim(db, shard, claim)).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> SaveAsync(CheckpointWrite write) => WriteAsync(db =>
    {
        if (!CheckpointTable.Advance(db, write)) return false;
        CellTable.Increment(db, write.Shard, write.Cells);
        foreach (var lead in write.Leads) LeadTable.Put(db, write.Shard, lead);
        return true;
    });

    /// <inheritdoc/>
    public Task ResetAsync(ShardKey shard, long claim) => WriteAsync(db =>
    {
        CheckpointTable.Reset(db, shard, claim);
        return true;
    });

    /// <inheritdoc/>
    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) =>
        ReadAsync(db => new CellSums(CheckpointTable.ReadSeq(db, shard), CellTable.Read(db, shard, query)), cancel);

    /// <inheritdoc/>
    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) =>
        ReadAsync(db => new CellSums(CheckpointTable.ReadSeq(db, shard), CellTable.ReadAll(db, shard)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel) =>
        ReadAsync(db => ClockTable.ReadWakes(db, shard), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) =>
        ReadAsync(db => LeadTable.ReadTouched(db, shard, since, withOpenClocks), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) =>
        ReadAsync(db => LeadTable.ReadInStage(db, shard, stage), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) =>
        ReadAsync(db => LeadWhere.ReadIds(db, shard, criteria, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel) =>
        ReadAsync(db => LeadWhere.Count(db, workspace, where, by), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) =>
        ReadAsync(db => ClockTable.ReadShardsToWake(db, until), cancel);

    /// <inheritdoc/>
    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) => ReadAsync(db => LeadList.Read(db, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) =>
        ReadAsync(db => BreachTable.Read(db, query), cancel);

    /// <inheritdoc/>
    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => ReadAsync(db => BreachTable.Find(db, workspace, id), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) => ReadAsync(db => ClockTable.ReadRunning(db, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<LeadView>>(db => LeadTable.ReadPage(db, shard, afterLead ?? "", limit), cancel);

    private Task<T> WriteAsync<T>(Func<SqliteDb, T> write)
    {
        var work = new WriteWork<T>(write, Wrap);
        writer.Add(work);
        return work.Answer;
    }

    private async Task<T> ReadAsync<T>(Func<SqliteDb, T> read, CancellationToken cancel)
    {
        try
        {
            return await readers.ReadAsync(read, cancel).ConfigureAwait(false);
        }
        catch (Exception why) when (why is SqliteFailure or ObjectDisposedException)
        {
            throw Wrap(why);
        }
    }

    private static ReadModelUnavailableException Wrap(Exception why) => new($"The read model failed: {why.Message}", why);
}
