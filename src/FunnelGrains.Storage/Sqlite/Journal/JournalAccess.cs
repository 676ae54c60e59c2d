using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The way into the journal's file: writes through its one thread, reads through its pool; failures as the journal's contract names them.</summary>
internal sealed class JournalAccess(WriteLoop writer, ReaderPool readers)
{
    /// <summary>Hands work over.</summary>
    public void Write(WriteWork work) => writer.Add(work);

    /// <summary>Writes; durable when it answers.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteDb, T> write)
    {
        var work = new WriteWork<T>(write, JournalFailures.Wrap);
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
            throw JournalFailures.Wrap(why);
        }
    }
}
