using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The read model in a file of its own, with a writing thread of its own.</summary>
internal sealed class SqliteReadModel(Access file) : IReadModel
{
    /// <inheritdoc/>
    public Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel) =>
        file.WriteAsync(db => CheckpointTable.Claim(db, shard, claim)).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> SaveAsync(CheckpointWrite write) => file.WriteAsync(db =>
    {
        if (!CheckpointTable.Advance(db, write)) return false;
        CellTable.Increment(db, write.Shard, write.Cells);
        foreach (var lead in write.Leads) LeadTable.Put(db, write.Shard, lead);
        return true;
    });

    /// <inheritdoc/>
    public Task ResetAsync(ShardKey shard, long claim) => file.WriteAsync(db =>
    {
        CheckpointTable.Reset(db, shard, claim);
        return true;
    });

    /// <inheritdoc/>
    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) =>
        file.ReadAsync(db => new CellSums(CheckpointTable.ReadSeq(db, shard), CellTable.Read(db, shard, query)), cancel);

    /// <inheritdoc/>
    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) =>
        file.ReadAsync(db => new CellSums(CheckpointTable.ReadSeq(db, shard), CellTable.ReadAll(db, shard)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel) =>
        file.ReadAsync(db => ClockTable.ReadWakes(db, shard), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) =>
        file.ReadAsync(db => LeadTable.ReadTouched(db, shard, since, withOpenClocks), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) =>
        file.ReadAsync(db => LeadTable.ReadInStage(db, shard, stage), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) =>
        file.ReadAsync(db => LeadWhere.ReadIds(db, shard, criteria, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel) =>
        file.ReadAsync(db => LeadWhere.Count(db, workspace, where, by), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) =>
        file.ReadAsync(db => ClockTable.ReadShardsToWake(db, until), cancel);

    /// <inheritdoc/>
    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) => file.ReadAsync(db => LeadList.Read(db, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) =>
        file.ReadAsync(db => BreachTable.Read(db, query), cancel);

    /// <inheritdoc/>
    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => file.ReadAsync(db => BreachTable.Find(db, workspace, id), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) => file.ReadAsync(db => ClockTable.ReadRunning(db, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        file.ReadAsync<IReadOnlyList<LeadView>>(db => LeadTable.ReadPage(db, shard, afterLead ?? "", limit), cancel);

    /// <summary>What its callers get to see of a failure.</summary>
    public static Exception Wrap(Exception why) => new ReadModelUnavailableException($"The read model failed: {why.Message}", why);
}
