using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    // So many rows are counted again sooner than a save is written.
    private const int QuickToCount = 200;
    private static readonly TimeSpan LongestLastSave = TimeSpan.FromMilliseconds(300);

    private readonly Signal saveNow = new();
    private readonly List<(long Seq, TaskCompletionSource Saved)> savers = [];
    private Instant savedAt = Instant.MinValue;
    private long savedSeq;
    private long? savingSeq;
    private PendingSave? pending;
    private Instant savedAsOf;
    private string? savedRules;

    /// <summary>Returns when all that is counted now is saved, or was within the time given.</summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    public async Task FlushAsync(Duration maxAge)
    {
        await recovered.Task;
        if (countedSeq == savedSeq || clock.Now - savedAt < maxAge) return;
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        savers.Add((countedSeq, saved));
        saveNow.Set();
        await saved.Task;
    }

    /// <summary>Saves before the shard goes elsewhere, so that whoever opens it next has next to nothing to count again; gives up when that would take longer than counting does.</summary>
    public async Task SaveLastAsync()
    {
        if (!accepting || countedSeq - savedSeq < QuickToCount) return;
        try
        {
            await FlushAsync(Duration.Zero).WaitAsync(LongestLastSave, clock.Provider);
        }
        catch (Exception failed) when (failed is TimeoutException or ShardGoneException or ReadModelUnavailableException)
        {
            LogNotSaved(logger, failed, shard.ToString(), savedSeq, countedSeq);
        }
    }

    private async Task SaveLoopAsync()
    {
        using var stop = ended.Token.Register(saveNow.Set);
        while (!ended.IsCancellationRequested)
        {
            await saveNow.WaitAsync(options.CheckpointInterval, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            try
            {
                await SaveAsync();
                foreach (var (_, saved) in savers.Where(saver => saver.Seq <= savedSeq)) saved.SetResult();
                savers.RemoveAll(saver => saver.Seq <= savedSeq);
                // What was asked for while an older save was on its way is not in it.
                if (savers.Count > 0 && unlisted.Count == 0) saveNow.Set();
            }
            catch (ReadModelUnavailableException failed)
            {
                foreach (var (_, saved) in savers) saved.SetException(failed);
                savers.Clear();
                LogNotSaved(logger, failed, shard.ToString(), savedSeq, countedSeq);
            }
        }
    }

    /// <summary>
    /// Saves only when the sequence moved: the checkpoint's number then tells a reader whether it sees what was carried. Counts that moved with time alone are
    /// saved with the next row; until then a restart judges them again.
    /// </summary>
    private async Task SaveAsync()
    {
        if (pending is null)
        {
            // A lead that no list can show keeps its open requests nowhere else: what counts it waits for the row.
            if (countedSeq == savedSeq || unlisted.Count > 0) return;
            savingSeq = countedSeq;
            pending = Carry();
        }

        var began = clock.Provider.GetTimestamp();

        while (pending.Ahead(options.CheckpointLeads) is { } ahead)
        {
            await SavePartAsync(pending.Counts with { Next = new Checkpoint(savedSeq, savedAsOf, savedRules), Cells = [], Leads = ahead });
            pending.WentAhead(ahead.Count);
        }

        await SavePartAsync(pending.Counts with { Leads = pending.Leads });
        (savedSeq, savedAsOf, savedRules, savedAt, savingSeq) = (pending.Counts.Next.Seq, pending.Counts.Next.AsOf, pending.Counts.Next.Zones, pending.At, null);
        pending = null;
        ShardMetrics.Saved(clock.Provider.GetElapsedTime(began));
        tally.Carried();
        // With nothing on its way the next append comes after this in the journal's own queue, and marks anew.
        if (savedSeq != lastSeq || appended.Count > 0) return;
        markedDirty = false;
        await journal.MarkCleanAsync(shard, savedSeq);
    }

    /// <summary>Copies all that is counted and not saved, in this one turn.</summary>
    private PendingSave Carry()
    {
        var counts = new CheckpointWrite(shard, claim, savedSeq, new Checkpoint(countedSeq, asOf, CountingRules.Of(book).Write()), tally.Carry(), []);
        var carried = new PendingSave(counts, changedLeads.Values, withNewRows, clock.Now);
        changedLeads.Clear();
        withNewRows.Clear();
        return carried;
    }

    private async Task SavePartAsync(CheckpointWrite write)
    {
        if (!await readModel.SaveAsync(write)) throw new InvalidOperationException($"another activation owns the checkpoint of {shard}");
    }
}
