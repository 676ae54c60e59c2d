namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>The way into the file of one part of the storage: writes through its one thread, reads through its pool; failures come out as that part's contract names them.</summary>
/// <param name="writer">The file's writing thread.</param>
/// <param name="readers">Connections that read.</param>
/// <param name="wrap">Turns what went wrong into the exception of the part's contract.</param>
internal sealed class Access(WriteLoop writer, ReaderPool readers, Func<Exception, Exception> wrap)
{
    /// <summary>Hands work over.</summary>
    public void Write(WriteWork work) => writer.Add(work);

    /// <summary>Writes; durable when it answers.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteDb, T> write)
    {
        var work = new WriteWork<T>(write, wrap);
        writer.Add(work);
        return work.Answer;
    }

    /// <summary>Reads in one transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteDb, T> read, CancellationToken cancel)
    {
        try
        {
            return await readers.ReadAsync(read, cancel).ConfigureAwait(false);
        }
        catch (Exception why) when (why is SqliteFailure or ObjectDisposedException)
        {
            throw wrap(why);
        }
    }
}
