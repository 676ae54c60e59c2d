using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private readonly Signal saveNow = new();
    private readonly List<TaskCompletionSource> savers = [];
    private Instant savedAt = Instant.MinValue;
    private long savedSeq;
    private long? savingSeq;
    private Instant savingAt;
    private CheckpointWrite? pendingWrite;
    private List<ChangedLead> pendingLeads = [];
    private Instant savedAsOf;

    /// <summary>Returns when all that is counted now is saved, or was within the time given.</summary>
    public Task FlushAsync(Duration maxAge)
    {
        if (!accepting || countedSeq == savedSeq || clock.Now - savedAt < maxAge) return Task.CompletedTask;
        var saver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        savers.Add(saver);
        saveNow.Set();
        return saver.Task;
    }

    private async Task SaveLoopAsync()
    {
        using var stop = ended.Token.Register(saveNow.Set);
        while (!ended.IsCancellationRequested)
        {
            await saveNow.WaitAsync(options.CheckpointInterval, clock.Provider, ended.Token);
            var asked = savers.ToList();
            savers.Clear();
            try
            {
                if (!ended.IsCancellationRequested) await SaveAsync();
                foreach (var saver in asked) saver.SetResult();
            }
            catch (Exception failed)
            {
                foreach (var saver in asked) saver.SetException(failed);
                if (failed is not ReadModelUnavailableException) throw;
                LogNotSaved(logger, failed, shard.ToString(), savedSeq, countedSeq);
            }
        }

        foreach (var saver in savers) saver.SetCanceled();
    }

    /// <summary>
    /// Saves only when the sequence moved: the checkpoint's number then tells a reader whether it sees what was carried. Counts that moved with time alone are
    /// saved with the next row; until then a restart judges them again.
    /// </summary>
    private async Task SaveAsync()
    {
        if (pendingWrite is null)
        {
            if (countedSeq == savedSeq) return;
            // The age of what is saved runs from its copy: a save of many leads takes a while.
            (savingSeq, savingAt) = (countedSeq, clock.Now);
            pendingWrite = new CheckpointWrite(shard, claim, savedSeq, new Checkpoint(countedSeq, asOf), tally.Carry(), []);
            pendingLeads = [.. changedLeads.Values];
            changedLeads.Clear();
        }

        // Leads are replaced whole, so they may go ahead of the counts in transactions of their own; the counts go last.
        for (; pendingLeads.Count > options.CheckpointLeads; pendingLeads.RemoveRange(0, options.CheckpointLeads))
        {
            var part = pendingWrite with
            {
                Next = new Checkpoint(savedSeq, savedAsOf),
                Cells = [],
                Leads = pendingLeads.GetRange(0, options.CheckpointLeads),
            };
            await SavePartAsync(part);
        }

        await SavePartAsync(pendingWrite with { Leads = pendingLeads });
        (savedSeq, savedAsOf, savedAt, savingSeq) = (pendingWrite.Next.Seq, pendingWrite.Next.AsOf, savingAt, null);
        pendingWrite = null;
        tally.Carried();
        // With nothing on its way the next append comes after this in the journal's own queue, and marks anew.
        if (savedSeq != lastSeq || appended.Count > 0) return;
        markedDirty = false;
        await journal.MarkCleanAsync(shard, savedSeq);
    }

    private async Task SavePartAsync(CheckpointWrite write)
    {
        if (!await readModel.SaveAsync(write)) throw new InvalidOperationException($"another activation owns the checkpoint of {shard}");
    }
}
