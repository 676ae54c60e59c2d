using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>
/// Keeps the journal's write-ahead log short without holding appends. A thread of its own moves the bulk of the log into the file while
/// the writer goes on; the few frames that came meanwhile are moved by the writer between two transactions, so that its next one finds the whole
/// log moved and begins it anew. Neither waits for readers; if one holds the log back for long, the log grows up to its limit.
/// </summary>
internal sealed partial class WalKeeper : IWriteWatch, IDisposable
{
    /// <summary>So few frames the writer moves itself: a few milliseconds.</summary>
    private const int FewFrames = 1_000;

    private const int Rounds = 3;

    /// <summary>The log's length is looked up only so often while it is far from every bound: looking costs a twentieth of a commit.</summary>
    private const int CommitsBetweenLooks = 16;

    private readonly SqliteFile file;
    private readonly SqliteOptions options;
    private readonly ILogger logger;
    private readonly Thread thread;
    private readonly SemaphoreSlim wanted = new(0);
    private readonly Lock copying = new();
    private volatile bool closed;
    private volatile bool bulkMoved;
    private volatile bool moving;
    private long walBytes;
    private int commits;
    private long pageSize;

    public WalKeeper(SqliteFile file, SqliteOptions options, ILogger logger)
    {
        (this.file, this.options, this.logger) = (file, options, logger);
        thread = new Thread(Run) { Name = "journal log", IsBackground = true };
        thread.Start();
    }

    /// <summary>How long the log is, as of the last transaction.</summary>
    public long WalBytes => Interlocked.Read(ref walBytes);

    /// <inheritdoc/>
    public bool MayWrite(SqliteDb db, out Exception why)
    {
        why = null!;
        if (WalBytes < options.WalLimitBytes) return true;
        db.SetBusyTimeout(TimeSpan.Zero);
        try
        {
            // Only one may move the log at a time: without this the thread that moves the bulk would look like a reader that holds it back.
            lock (copying)
            {
                if (db.Checkpoint(SqliteCheckpoint.Truncate, out _, out _))
                {
                    Look(db);
                    return true;
                }
            }
        }
        finally
        {
            db.SetBusyTimeout(options.BusyTimeout);
        }
        LogFull(WalBytes);
        why = new JournalUnavailableException($"The journal's write-ahead log has reached its limit of {options.WalLimitBytes} bytes: something reads {file.Path} without an end");
        return false;
    }

    /// <inheritdoc/>
    public void AfterCommit(SqliteDb db)
    {
        if (bulkMoved)
        {
            bulkMoved = moving = false;
            db.Checkpoint(SqliteCheckpoint.Passive, out _, out _);
        }
        else if (++commits < CommitsBetweenLooks && WalBytes < options.CheckpointBytes / 2)
        {
            return;
        }

        commits = 0;
        var unmoved = Look(db);
        if (unmoved < options.CheckpointBytes || moving) return;
        moving = true;
        wanted.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (closed) return;
        closed = true;
        wanted.Release();
        thread.Join();
        wanted.Dispose();
    }

    private long Look(SqliteDb db)
    {
        if (pageSize == 0) pageSize = db.ReadLong("PRAGMA page_size");
        db.Checkpoint(SqliteCheckpoint.Look, out var frames, out var done);
        Interlocked.Exchange(ref walBytes, frames * pageSize);
        return (frames - done) * pageSize;
    }

    private void Run()
    {
        while (true)
        {
            wanted.Wait();
            if (closed) return;
            try
            {
                MoveBulk();
            }
            catch (Exception failure)
            {
                LogNotMoved(failure.Message);
            }
            bulkMoved = true;
        }
    }

    private void MoveBulk()
    {
        using var db = SqliteDb.Open(file.Path, SqliteAccess.Write, options.BusyTimeout);
        db.Execute("PRAGMA synchronous=FULL");
        for (var round = 0; round < Rounds && !closed; round++)
        {
            lock (copying)
            {
                db.Checkpoint(SqliteCheckpoint.Passive, out var frames, out var done);
                if (frames - done < FewFrames) return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's write-ahead log could not be moved into its file: {Why}")]
    private partial void LogNotMoved(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal's write-ahead log is at its limit ({Bytes} bytes) and a reader holds it back: appends are refused")]
    private partial void LogFull(long bytes);
}
