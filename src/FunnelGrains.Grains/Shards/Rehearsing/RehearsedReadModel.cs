using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards.Rehearsing;

/// <summary>The read model as it stands; a claim begins a little before the journal's end, and nothing is saved.</summary>
internal sealed class RehearsedReadModel(IReadModel readModel, AgreementBook book, ServerClock clock) : IReadModel
{
    /// <summary>So many rows are counted again.</summary>
    private const int Rows = 100;

    /// <inheritdoc/>
    public async Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel)
    {
        await readModel.ReadCellsAsync(shard, new CellQuery(0, 0, [], Domain.Funnel.Dimension.All, null, Present: false, SumDays: false), cancel);
        return new Checkpoint(Math.Max(0, claim - 1 - Rows), clock.Now, CountingRules.Of(book).Write());
    }

    /// <inheritdoc/>
    public Task<bool> SaveAsync(CheckpointWrite write) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task ResetAsync(ShardKey shard, long claim) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) => readModel.ReadCellsAsync(shard, query, cancel);

    /// <inheritdoc/>
    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) => readModel.ReadAllCellsAsync(shard, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel)
    {
        // Whatever falls due is judged by the shard itself.
        await readModel.ReadWakesAsync(shard, cancel);
        return [];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) => readModel.ReadLeadIdsAsync(shard, criteria, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, Domain.Funnel.FactFilter where, Domain.Funnel.Dimension by, CancellationToken cancel) =>
        readModel.CountLeadsAsync(workspace, where, by, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) => readModel.ReadShardsToWakeAsync(until, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) =>
        readModel.ReadTouchedLeadsAsync(shard, since, withOpenClocks, cancel);

    /// <summary>None: leads are moved by the shard itself.</summary>
    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) => readModel.ReadLeadsAsync(query, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) => readModel.ReadBreachesAsync(query, cancel);

    /// <inheritdoc/>
    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => readModel.FindBreachAsync(workspace, id, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) => readModel.ReadRunningAsync(query, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        readModel.ReadLeadViewPageAsync(shard, afterLead, limit, cancel);
}
