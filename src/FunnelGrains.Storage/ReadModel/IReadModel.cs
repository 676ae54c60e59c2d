using FunnelGrains.Domain;
using FunnelGrains.Domain.Funnel;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>What shards counted, as tables that lists, breakdowns and BI tools read; it can be rebuilt from the journal at any time.</summary>
public interface IReadModel
{
    /// <summary>
    /// Takes the shard's checkpoint over: from now on only <paramref name="claim"/> may save. An older claim than the one that has it takes
    /// nothing: its saves fail.
    /// </summary>
    /// <returns>The checkpoint to go on from; sequence 0 for a new shard.</returns>
    Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel);

    /// <summary>
    /// Saves in one transaction, if and only if the stored sequence and owner are the expected ones; cells are added as increments.
    /// </summary>
    /// <returns>False when another activation owns the checkpoint: nothing was written.</returns>
    /// <exception cref="ReadModelUnavailableException">Locked, full or lost: nothing is known.</exception>
    Task<bool> SaveAsync(CheckpointWrite write);

    /// <summary>
    /// Forgets everything counted for the shard and gives its checkpoint, then at 0, to <paramref name="claim"/>, whoever had it: for counting anew from the
    /// journal, when the saved counts cannot belong to it (a checkpoint beyond the journal's end) or the rules changed under them (another tz database).
    /// </summary>
    Task ResetAsync(ShardKey shard, long claim);

    /// <summary>The shard's cells that match, with the sequence number of the checkpoint they belong to, both of one moment.</summary>
    Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel);

    /// <summary>All cells of the shard, for the audit; with its sequence number, of one moment.</summary>
    Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>The running clocks of the shard with the instant at which each lead must be judged, for its deadline queue: one row a lead.</summary>
    Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel);

    /// <summary>The ids of the shard's leads with an open clock, and of those with an event at or after an instant: whom a version of the agreement that takes force then may concern.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="since">From when on, inclusive.</param>
    /// <param name="withOpenClocks">Whether those with an open clock are asked for too.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, NodaTime.Instant since, bool withOpenClocks, CancellationToken cancel);

    /// <summary>The ids of the shard's open leads in a stage.</summary>
    Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel);

    /// <summary>The ids of the shard's leads that a choice fits, at most so many, in no order.</summary>
    Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel);

    /// <summary>How many leads of the workspace are what now, of those that a choice fits, by a dimension; of <see cref="Dimension.All"/> together.</summary>
    Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel);

    /// <summary>The shards of all workspaces with a lead to be judged at or before an instant.</summary>
    Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(NodaTime.Instant until, CancellationToken cancel);

    /// <summary>A page of leads.</summary>
    Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel);

    /// <summary>Breaches of the workspace by due, the latest first, then by lead and id (UTF-8 bytes).</summary>
    Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel);

    /// <summary>A breach by its id; null where there is none, or no more.</summary>
    Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel);

    /// <summary>Running clocks with a due, the earliest due first, then by lead, clause and start event (UTF-8 bytes).</summary>
    Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel);

    /// <summary>The views of the shard's leads in the order of their ids (UTF-8 bytes), for the audit.</summary>
    /// <returns>Empty at the end.</returns>
    Task<IReadOnlyList<Domain.Leads.LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel);
}

/// <summary>The read model could not be written or read.</summary>
public sealed class ReadModelUnavailableException(string message, Exception? inner = null) : UnavailableException(message, inner);
