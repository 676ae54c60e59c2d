using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// Reads a journal of which the oldest rows may be archived, as if none were. The table is read first, and the list of segments at the same moment or after: a row that was
/// gone from the one is in the other, whoever archived it and whenever. Where nothing is archived, that is one lookup more in the same round trip.
/// </summary>
/// <param name="table">The engine's part.</param>
/// <param name="folder">Where archived rows are; null where nobody said.</param>
internal sealed class JournalReading(IJournalTable table, ArchiveFolder? folder)
{
    /// <summary>Ids read in one transaction while all of a shard are streamed.</summary>
    private const int IdsARead = 4_096;

    private readonly ConcurrentDictionary<ShardKey, ArchivedShard> known = new();

    /// <inheritdoc cref="IJournal.ReadAfterAsync"/>
    public async Task<IReadOnlyList<JournalRow>> ReadAfterAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel)
    {
        var found = new List<JournalRow>();
        while (true)
        {
            var (rows, through) = await table.ReadAfterAsync(shard, afterSeq, limit - found.Count, cancel).ConfigureAwait(false);
            if (through <= afterSeq)
            {
                if (found.Count == 0) return rows;
                found.AddRange(rows);
                return found;
            }

            var archived = await ArchivedAsync(shard, through, cancel).ConfigureAwait(false);
            var (after, most) = (afterSeq, limit - found.Count);
            found.AddRange(await Task.Run(() => archived.After(after, most), cancel).ConfigureAwait(false));
            if (found.Count >= limit) return found;
            afterSeq = archived.Through;
        }
    }

    /// <inheritdoc cref="IJournal.ReadLeadsAsync"/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>> ReadLeadsAsync(
        ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel)
    {
        var (found, through) = await table.ReadLeadsAsync(shard, leads, throughSeq, personal, cancel).ConfigureAwait(false);
        if (through == 0) return found;
        var archived = await ArchivedAsync(shard, through, cancel).ConfigureAwait(false);
        return await Task.Run(() => archived.Join(found, leads, throughSeq, personal), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IJournal.ReadLeadPageAsync"/>
    public async Task<IReadOnlyList<LeadRows>> ReadLeadPageAsync(ShardKey shard, string? afterLead, long throughSeq, int rows, CancellationToken cancel)
    {
        var after = afterLead ?? "";
        var (page, through) = await table.ReadLeadPageAsync(shard, after, throughSeq, rows, cancel).ConfigureAwait(false);
        if (through == 0) return page;
        var archived = await ArchivedAsync(shard, through, cancel).ConfigureAwait(false);
        return await Task.Run(() => archived.Join(page, after, throughSeq, rows), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IJournal.ReadLeadIdsReceivedSinceAsync"/>
    public async Task<IReadOnlyList<string>> ReadLeadIdsReceivedSinceAsync(ShardKey shard, Instant since, long throughSeq, CancellationToken cancel)
    {
        var (ids, through) = await table.ReadLeadIdsReceivedSinceAsync(shard, since, throughSeq, cancel).ConfigureAwait(false);
        if (through == 0) return ids;
        var archived = await ArchivedAsync(shard, through, cancel).ConfigureAwait(false);
        var all = await Task.Run(() => archived.LeadsReceivedSince(since, throughSeq), cancel).ConfigureAwait(false);
        all.UnionWith(ids);
        return [.. all];
    }

    /// <inheritdoc cref="IJournal.ReadLeadIdsAsync"/>
    public async IAsyncEnumerable<string> ReadLeadIdsAsync(ShardKey shard, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var (ids, through) = await table.ReadLeadIdsAsync(shard, after, IdsARead, cancel).ConfigureAwait(false);
            var isLast = ids.Count < IdsARead;
            if (through == 0)
            {
                foreach (var id in ids) yield return id;
            }
            else
            {
                var archived = await ArchivedAsync(shard, through, cancel).ConfigureAwait(false);
                foreach (var id in archived.Join(ids, after, toTheEnd: isLast)) yield return id;
            }

            if (isLast) yield break;
            after = ids[^1];
        }
    }

    /// <summary>The shard's segments, at least up to a row that is known to be archived.</summary>
    private async ValueTask<ArchivedShard> ArchivedAsync(ShardKey shard, long through, CancellationToken cancel)
    {
        if (known.TryGetValue(shard, out var archived) && archived.Through >= through) return archived;
        if (folder is null)
            throw new ArchiveUnavailableException($"Rows up to {through} of shard {shard} are archived, and this node was not told where: set FunnelGrains__ArchiveFolder as on the others");
        var recorded = await table.ReadSegmentsAsync(shard, cancel).ConfigureAwait(false);
        for (var (i, next) = (0, 1L); i < recorded.Count; next = recorded[i].Last + 1, i++)
            if (recorded[i].First != next) throw new ArchiveUnavailableException($"No archived segment of shard {shard} begins with row {next}: the table archived_segments is not whole");
        var opened = archived?.Segments ?? [];
        return known[shard] = new ArchivedShard(
            [.. recorded.Select((segment, i) => i < opened.Count ? opened[i] : new SegmentFile(folder.PathOf(segment.File), shard, segment))]);
    }
}
