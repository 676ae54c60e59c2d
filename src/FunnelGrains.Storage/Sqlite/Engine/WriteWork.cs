namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>Something to be written, in one transaction with what else waits.</summary>
internal abstract class WriteWork
{
    /// <summary>How much of a transaction it fills.</summary>
    public virtual int Rows => 1;

    /// <summary>Writes, inside the transaction. May run again, in a transaction of its own, when the shared one failed.</summary>
    /// <exception cref="SqliteFailure">It cannot be written; nothing of it is.</exception>
    public abstract void Write(SqliteDb db);

    /// <summary>What <see cref="Write"/> did is durable. Never throws.</summary>
    public abstract void Succeed();

    /// <summary>It is not, or that is not known. Also called when it was never tried; after an answer it does nothing. Never throws.</summary>
    public abstract void Fail(Exception why);
}

/// <summary>A piece of writing that answers a caller.</summary>
/// <param name="write">What to write; its answer is given when it is durable.</param>
/// <param name="wrap">Turns what went wrong into the exception of the caller's contract.</param>
internal sealed class WriteWork<T>(Func<SqliteDb, T> write, Func<Exception, Exception> wrap) : WriteWork
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? outcome;

    /// <summary>The answer.</summary>
    public Task<T> Answer => answer.Task;

    /// <inheritdoc/>
    public override void Write(SqliteDb db) => outcome = write(db);

    /// <inheritdoc/>
    public override void Succeed() => answer.TrySetResult(outcome!);

    /// <inheritdoc/>
    public override void Fail(Exception why) => answer.TrySetException(wrap(why));
}
