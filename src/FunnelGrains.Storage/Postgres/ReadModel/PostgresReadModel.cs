using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>The read model: saves on a few connections of their own, so that none holds an append.</summary>
internal sealed class PostgresReadModel(Access access) : IReadModel
{
    /// <inheritdoc/>
    public Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel) =>
        access.TakeOverAsync(db => CheckpointTable.ClaimAsync(db, shard, claim)).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> SaveAsync(CheckpointWrite write) => access.WriteAsync(async db =>
    {
        await using var transaction = await db.BeginTransactionAsync().ConfigureAwait(false);
        if (!await CheckpointTable.AdvanceAsync(db, write).ConfigureAwait(false)) return false;
        await CellTable.IncrementAsync(db, write.Shard, write.Cells).ConfigureAwait(false);
        if (write.Leads.Count > 0) await db.RunAsync(CancellationToken.None, LeadTable.Put(write.Shard, write.Leads)).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public Task ResetAsync(ShardKey shard, long claim) => access.TakeOverAsync(db => CheckpointTable.ResetAsync(db, shard, claim));

    /// <inheritdoc/>
    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) => access.ReadOneMomentAsync(
        async db => new CellSums(
            await CheckpointTable.ReadSeqAsync(db, shard, cancel).ConfigureAwait(false), await CellTable.ReadAsync(db, shard, query, cancel).ConfigureAwait(false)), cancel);

    /// <inheritdoc/>
    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) => access.ReadOneMomentAsync(
        async db => new CellSums(
            await CheckpointTable.ReadSeqAsync(db, shard, cancel).ConfigureAwait(false), await CellTable.ReadAllAsync(db, shard, cancel).ConfigureAwait(false)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel) =>
        access.ReadAsync(db => ClockTable.ReadWakesAsync(db, shard, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) =>
        access.ReadAsync(db => LeadTable.ReadTouchedAsync(db, shard, since, withOpenClocks, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) =>
        access.ReadAsync(db => LeadTable.ReadInStageAsync(db, shard, stage, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) =>
        access.ReadAsync(db => LeadWhere.ReadIdsAsync(db, shard, criteria, limit, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel) =>
        access.ReadAsync(db => LeadWhere.CountAsync(db, workspace, where, by, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) =>
        access.ReadAsync(db => ClockTable.ReadShardsToWakeAsync(db, until, cancel), cancel);

    /// <inheritdoc/>
    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) =>
        access.ReadOneMomentAsync(db => LeadList.ReadAsync(db, query, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) =>
        access.ReadAsync(db => BreachTable.ReadAsync(db, query, cancel), cancel);

    /// <inheritdoc/>
    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => access.ReadAsync(db => BreachTable.FindAsync(db, workspace, id, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) =>
        access.ReadAsync(db => ClockTable.ReadRunningAsync(db, query, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        access.ReadOneMomentAsync<IReadOnlyList<LeadView>>(
            async db => await LeadTable.ReadPageAsync(db, shard, afterLead ?? "", limit, cancel).ConfigureAwait(false), cancel);
}
