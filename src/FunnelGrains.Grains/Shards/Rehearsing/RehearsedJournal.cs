using System.Collections.Concurrent;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Grains.Shards.Rehearsing;

/// <summary>The journal up to the moment of the claim; what is appended is remembered here alone.</summary>
internal sealed class RehearsedJournal(IJournal journal) : IJournal
{
    private readonly Lock gate = new();
    private readonly List<JournalRow> own = [];
    private readonly ConcurrentDictionary<string, bool> leads = new(StringComparer.Ordinal);

    /// <summary>The leads whose rows were asked for.</summary>
    public IEnumerable<string> Leads => leads.Keys;

    /// <inheritdoc/>
    public async Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel)
    {
        var last = await journal.ReadLastSeqAsync(shard, cancel);
        lock (gate) return own is [.., var row] ? row.Seq : last;
    }

    /// <inheritdoc/>
    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        lock (gate) own.AddRange(rows);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task MarkCleanAsync(ShardKey shard, long throughSeq) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel) => journal.ReadDirtyAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel)
    {
        var rows = await journal.ReadAfterAsync(shard, afterSeq, limit, cancel);
        lock (gate) return [.. rows.Where(row => own.Count == 0 || row.Seq < own[0].Seq).Concat(own.Where(row => row.Seq > afterSeq)).Take(limit)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel)
    {
        foreach (var lead in leads) this.leads[lead] = true;
        return await journal.ReadLeadsAsync(shard, leads, throughSeq, personal, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel) =>
        journal.ReadLeadPageAsync(shard, afterLead, throughSeq, rows, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        journal.ReadLeadIdsReceivedSinceAsync(shard, since, throughSeq, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, CancellationToken cancel) => journal.ReadLeadIdsAsync(shard, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        journal.ReadDimensionValuesAsync(workspace, cancel);

    /// <summary>Nothing gets a place.</summary>
    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel) => Task.FromResult<ArchivedRows?>(null);
}
