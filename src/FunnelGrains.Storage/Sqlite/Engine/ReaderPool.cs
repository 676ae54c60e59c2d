namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>
/// Connections that only read, a few at a time, each with its compiled statements. Reads run on the thread pool, since SQLite's calls block; each
/// is one short transaction, so that it sees one moment and holds the log back no longer than that.
/// </summary>
internal sealed class ReaderPool(SqliteFile file, int readers, TimeSpan busyTimeout) : IDisposable
{
    private readonly SemaphoreSlim places = new(readers);
    private readonly Stack<SqliteDb> idle = new();
    private bool closed;

    /// <summary>Reads in one transaction.</summary>
    /// <exception cref="SqliteFailure">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The storage is closed.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteDb, T> read, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        await places.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read), cancel).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private T Read<T>(Func<SqliteDb, T> read)
    {
        var db = Take();
        var healthy = false;
        try
        {
            db.Execute("BEGIN");
            var answer = read(db);
            db.Execute("COMMIT");
            healthy = true;
            return answer;
        }
        finally
        {
            Give(db, healthy);
        }
    }

    private SqliteDb Take()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (idle.TryPop(out var db)) return db;
        }
        return SqliteDb.Open(file.Path, SqliteAccess.Read, busyTimeout);
    }

    private void Give(SqliteDb db, bool healthy)
    {
        lock (idle)
        {
            if (healthy && !closed)
            {
                idle.Push(db);
                return;
            }
        }
        db.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (idle)
        {
            closed = true;
            while (idle.TryPop(out var db)) db.Dispose();
        }
    }
}
