using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>A journal as one process sees it: whatever it asks takes its time, and is not answered any more when it is dead.</summary>
internal sealed class SlowJournal(IJournal journal, Disk disk, Process process) : IJournal
{
    public const string Writer = "journal";
    public const string Archive = "archive";

    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel) => Read(() => journal.ReadLastSeqAsync(shard, default));

    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty) =>
        disk.Ask(process, Writer, () => Done(journal.AppendAsync(shard, rows, marksDirty)));

    public Task MarkCleanAsync(ShardKey shard, long throughSeq) => disk.Ask(process, Writer, () => Done(journal.MarkCleanAsync(shard, throughSeq)));

    public Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel) => Read(() => journal.ReadDirtyAsync(default));

    public Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        Read(() => journal.ReadAfterAsync(shard, afterSeq, limit, default));

    public Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel) =>
        Read(() => journal.ReadLeadsAsync(shard, leads, throughSeq, personal, default));

    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        Read(() => journal.ReadLeadPageAsync(shard, afterLead, throughSeq, rows, default));

    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        Read(() => journal.ReadLeadIdsReceivedSinceAsync(shard, since, throughSeq, default));

    public async IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var lead in await Read(async () => await journal.ReadLeadIdsAsync(shard, default).ToListAsync())) yield return lead;
    }

    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        Read(() => journal.ReadDimensionValuesAsync(workspace, default));

    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        disk.Ask(process, Writer, () => journal.AdmitAsync(workspace, dimension, values, limit));

    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel) =>
        disk.Ask(process, Archive, () => journal.ArchiveAsync(shard, order, default));

    private Task<T> Read<T>(Func<Task<T>> read) => disk.Ask(process, $"read {Guid.NewGuid()}", read);

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }
}

/// <summary>The same for the read model.</summary>
internal sealed class SlowReadModel(IReadModel readModel, Disk disk, Process process) : IReadModel
{
    public const string Writer = "read model";

    public Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel) =>
        disk.Ask(process, Writer, () => readModel.ClaimAsync(shard, claim, default));

    public Task<bool> SaveAsync(CheckpointWrite write) => disk.Ask(process, Writer, () => readModel.SaveAsync(write));

    public Task ResetAsync(ShardKey shard, long claim) => disk.Ask(process, Writer, async () =>
    {
        await readModel.ResetAsync(shard, claim);
        return true;
    });

    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) => Read(() => readModel.ReadCellsAsync(shard, query, default));

    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) => Read(() => readModel.ReadAllCellsAsync(shard, default));

    public Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel) => Read(() => readModel.ReadWakesAsync(shard, default));

    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) =>
        Read(() => readModel.ReadTouchedLeadsAsync(shard, since, withOpenClocks, default));

    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) =>
        Read(() => readModel.ReadLeadsInStageAsync(shard, stage, default));

    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) =>
        Read(() => readModel.ReadLeadIdsAsync(shard, criteria, limit, default));

    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel) =>
        Read(() => readModel.CountLeadsAsync(workspace, where, by, default));

    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) =>
        Read(() => readModel.ReadShardsToWakeAsync(until, default));

    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) => Read(() => readModel.ReadLeadsAsync(query, default));

    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) => Read(() => readModel.ReadBreachesAsync(query, default));

    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => Read(() => readModel.FindBreachAsync(workspace, id, default));

    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) => Read(() => readModel.ReadRunningAsync(query, default));

    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        Read(() => readModel.ReadLeadViewPageAsync(shard, afterLead, limit, default));

    private Task<T> Read<T>(Func<Task<T>> read) => disk.Ask(process, $"read {Guid.NewGuid()}", read);
}
