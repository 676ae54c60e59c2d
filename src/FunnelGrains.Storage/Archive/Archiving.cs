using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// Moves the oldest rows of a shard into a segment. The order of the steps is what a crash at any of them cannot harm: the file is on the disk under its name, read back
/// and compared; one transaction records it, and from then on readers take these rows from it; the rows are deleted a few at a time. What a crash left is put
/// right by the next call. Several owners of a shard at once (one of them long dead to the others) do no harm either: only the segment that follows the last one is recorded.
/// </summary>
/// <param name="table">The engine's part.</param>
/// <param name="folder">Where segments go; null where nobody said.</param>
/// <param name="mostRows">Rows of a full segment.</param>
internal sealed class Archiving(IJournalTable table, ArchiveFolder? folder, int mostRows = Archiving.MostRows)
{
    /// <summary>Rows of a full segment: few enough that a replay, which reads one whole for each of its pages, is not held up.</summary>
    public const int MostRows = 50_000;

    private const int RowsARead = 1_000;

    // One segment in memory, whatever the number of shards.
    private readonly SemaphoreSlim one = new(1);

    /// <inheritdoc cref="IJournal.ArchiveAsync"/>
    public Task<ArchivedRows?> ArchiveAsync(ShardKey shard, ArchiveOrder order, CancellationToken cancel) => Task.Run(
        async () =>
        {
            await one.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                // What has not happened yet is told as 0, so that a rate sees its first.
                ArchiveMetrics.Archived(0, 0);
                var to = folder ?? throw new ArchiveUnavailableException("There is no folder for archived rows: set FunnelGrains__ArchiveFolder");
                return await ArchiveAsync(to, shard, order, cancel).ConfigureAwait(false);
            }
            finally
            {
                one.Release();
            }
        },
        cancel);

    private async Task<ArchivedRows?> ArchiveAsync(ArchiveFolder to, ShardKey shard, ArchiveOrder order, CancellationToken cancel)
    {
        var recorded = await table.ReadSegmentsAsync(shard, cancel).ConfigureAwait(false);
        var through = recorded.Count == 0 ? 0 : recorded[^1].Last;
        if (recorded.Count > 0)
        {
            // A folder that lost its volume looks like a new one, and what went there now nobody else would find.
            to.Require(shard, recorded[^1]);
            await FinishAsync(to, shard, recorded[^1], cancel).ConfigureAwait(false);
        }
        to.RemoveStrays(shard, recorded);
        using var draft = await DraftAsync(shard, through + 1, order, cancel).ConfigureAwait(false);
        if (draft is null) return null;
        var segment = to.Write(draft);
        if (!await table.RecordAsync(shard, segment).ConfigureAwait(false)) return null;
        ArchiveMetrics.Archived(segment.Last - segment.First + 1, segment.Bytes);
        await table.ForgetNotesAsync(shard, draft.Leads).ConfigureAwait(false);
        await DeleteAsync(shard).ConfigureAwait(false);
        return new ArchivedRows(segment.First, segment.Last, to.PathOf(segment.File), segment.Bytes);
    }

    /// <summary>Deletes what the crash of an earlier owner left of archived rows.</summary>
    private async Task FinishAsync(ArchiveFolder to, ShardKey shard, Segment last, CancellationToken cancel)
    {
        if (await table.ReadPlainAsync(shard, 0, 1, cancel).ConfigureAwait(false) is not [var first] || first.Seq > last.Last) return;
        await table.ForgetNotesAsync(shard, [.. new SegmentFile(to.PathOf(last.File), shard, last).LeadsAfter("")]).ConfigureAwait(false);
        await DeleteAsync(shard).ConfigureAwait(false);
    }

    private async Task DeleteAsync(ShardKey shard)
    {
        while (await table.DeleteArchivedAsync(shard).ConfigureAwait(false))
        {
        }
    }

    /// <summary>The next rows that may go; null when they are too few.</summary>
    private async Task<SegmentDraft?> DraftAsync(ShardKey shard, long from, ArchiveOrder order, CancellationToken cancel)
    {
        // The last row stays: it is the shard's fence, and tells where the sequence goes on.
        var through = Math.Min(order.ThroughSeq, await table.ReadLastSeqAsync(shard, cancel).ConfigureAwait(false) - 1);
        var before = order.ReceivedBefore.ToUnixTimeMilliseconds();
        var draft = new SegmentDraft(shard, from, mostRows);
        try
        {
            while (!draft.IsFull && await table.ReadPlainAsync(shard, draft.Last, RowsARead, cancel).ConfigureAwait(false) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                {
                    if (row.Seq > through || row.ReceivedAt >= before) return Enough(draft, order);
                    draft.Add(row);
                    if (draft.IsFull) break;
                }
            }
            return Enough(draft, order);
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private static SegmentDraft? Enough(SegmentDraft draft, ArchiveOrder order)
    {
        if (draft.Last >= draft.First && (draft.IsFull || draft.FirstReceivedAt < order.PartBefore.ToUnixTimeMilliseconds())) return draft;
        draft.Dispose();
        return null;
    }
}
