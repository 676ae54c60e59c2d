using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>Notes where the next rows of a shard are.</summary>
internal sealed class NoteWork(ShardKey shard, LeadTails tails, int atOnce) : WriteWork
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (long Through, bool All) noted;

    /// <summary>Ends when they are noted.</summary>
    public Task Done => done.Task;

    /// <inheritdoc/>
    public override int Rows => atOnce / 4;

    /// <inheritdoc/>
    public override void Write(SqliteDb db) => noted = LeadNotes.NoteNext(db, shard, atOnce);

    /// <inheritdoc/>
    public override void Succeed()
    {
        if (noted.All) tails.Noted(shard, noted.Through);
        else tails.Forget(shard);
        done.TrySetResult();
    }

    /// <inheritdoc/>
    public override void Fail(Exception why)
    {
        tails.Forget(shard);
        // Nobody may be waiting.
        done.TrySetException(JournalFailures.Wrap(why));
        _ = done.Task.Exception;
    }
}
