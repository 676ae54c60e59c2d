using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>A journal that keeps the contract of <see cref="IJournal"/>, in memory; each call is done when it returns.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Dictionary<ShardKey, List<JournalRow>> shards = [];
    private readonly HashSet<ShardKey> dirty = [];
    private readonly Dictionary<(string Workspace, Dimension Dimension), HashSet<string>> values = [];

    /// <summary>The most leads whose histories were asked for at once.</summary>
    public int MostLeadsRead { get; private set; }

    /// <summary>What another one writes as soon as the next reader has been told the last number; once.</summary>
    public Func<long, JournalRow>? Overtaking { get; set; }

    public Task<long> ReadLastSeqAsync(ShardKey shard, CancellationToken cancel)
    {
        var journal = Of(shard);
        var last = (long)journal.Count;
        if (Overtaking is { } overtaking) journal.Add(overtaking(last + 1));
        Overtaking = null;
        return Task.FromResult(last);
    }

    public Task AppendAsync(ShardKey shard, IReadOnlyList<JournalRow> rows, bool marksDirty)
    {
        var journal = Of(shard);
        if (rows[0].Seq <= journal.Count) return Task.FromException(new SequenceTakenException(shard, rows[0].Seq));
        if (rows[0].Seq != journal.Count + 1) return Task.FromException(new InvalidOperationException($"a gap before {rows[0].Seq}"));
        journal.AddRange(rows);
        if (marksDirty) dirty.Add(shard);
        return Task.CompletedTask;
    }

    public Task MarkCleanAsync(ShardKey shard, long throughSeq)
    {
        if (Of(shard).Count <= throughSeq) dirty.Remove(shard);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ShardKey>> ReadDirtyAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<ShardKey>>([.. dirty]);

    public Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<JournalRow>>([.. Of(shard).Skip((int)afterSeq).Take(limit).Select(row => row with { Personal = null })]);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel)
    {
        MostLeadsRead = Math.Max(MostLeadsRead, leads.Count);
        if (Unreadable.Overlaps(leads))
            return Task.FromException<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>(new ArchiveUnavailableException("The archive file is damaged"));
        return Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>(Of(shard)
            .Where(row => row.Seq <= throughSeq && leads.Contains(row.Lead)).Select(row => personal ? row : row with { Personal = null })
            .GroupBy(row => row.Lead).ToDictionary(lead => lead.Key, lead => (IReadOnlyList<JournalRow>)[.. lead]));
    }

    public Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel)
    {
        var page = new List<LeadRows>();
        foreach (var lead in ByLead(shard, afterLead, throughSeq))
        {
            if (page.Sum(known => known.Rows.Count) >= rows) break;
            if (Unreadable.Contains(lead.Key)) return Task.FromException<IReadOnlyList<LeadRows>>(new ArchiveUnavailableException("The archive file is damaged"));
            page.Add(new LeadRows(lead.Key, [.. lead]));
        }

        return Task.FromResult<IReadOnlyList<LeadRows>>(page);
    }

    public Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. Of(shard)
            .Where(row => row.Lead.Length > 0 && row.Seq <= throughSeq && row.Event.ReceivedAt >= since).Select(row => row.Lead).Distinct()]);

    public async IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var lead in ByLead(shard, null, long.MaxValue)) yield return lead.Key;
    }

    public Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadDimensionValuesAsync(string workspace, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>>(values
            .Where(pair => pair.Key.Workspace == workspace).ToDictionary(pair => pair.Key.Dimension, pair => (IReadOnlyList<string>)[.. pair.Value]));

    public Task<IReadOnlyList<string>> AdmitAsync(string workspace, Dimension dimension, IReadOnlyCollection<string> wanted, int limit)
    {
        if (!values.TryGetValue((workspace, dimension), out var places)) values[(workspace, dimension)] = places = [];
        return Task.FromResult<IReadOnlyList<string>>(
            [.. wanted.Distinct().Where(value => places.Contains(value) || (places.Count < limit && places.Add(value)))]);
    }

    /// <summary>Leads whose archived rows cannot be read.</summary>
    public HashSet<string> Unreadable { get; } = [];

    /// <summary>What it was asked to archive; there is nowhere to archive it.</summary>
    public List<(ShardKey Shard, ArchiveOrder Order)> ArchiveOrders { get; } = [];

    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel)
    {
        ArchiveOrders.Add((shard, order));
        return Task.FromResult<ArchivedRows?>(null);
    }

    private List<JournalRow> Of(ShardKey shard) => shards.TryGetValue(shard, out var rows) ? rows : shards[shard] = [];

    private IEnumerable<IGrouping<string, JournalRow>> ByLead(ShardKey shard, string? after, long throughSeq) => Of(shard)
        .Where(row => row.Lead.Length > 0 && row.Seq <= throughSeq && (after is null || EventOrder.CompareUtf8(row.Lead, after) > 0))
        .Select(row => row with { Personal = null }).GroupBy(row => row.Lead)
        .OrderBy(lead => lead.Key, Comparer<string>.Create(EventOrder.CompareUtf8)).ToList();
}
