using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>
/// The one thread that writes a file. What waits is merged into one transaction (group commit); when that fails because of one piece of
/// work, each goes in a transaction of its own. Whatever happens, the loop lives on: after a failure of the file the connection
/// is opened anew for the next work, so a full disk or a lock heals by itself.
/// </summary>
internal sealed partial class WriteLoop : IDisposable
{
    private readonly string name;
    private readonly Func<SqliteDb> open;
    private readonly int maxRows;
    private readonly IWriteWatch? watch;
    private readonly ILogger logger;
    private readonly Action<IReadOnlyList<WriteWork>, long, Exception?>? tried;
    private readonly Thread thread;
    private readonly Lock gate = new();
    private readonly Queue<WriteWork> waiting = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly List<WriteWork> batch = [];
    private bool closed;
    private SqliteDb? db;

    /// <summary>Opens the connection and starts the thread.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="open">Opens the writing connection, with all its settings checked.</param>
    /// <param name="maxRows">Most rows in a merged transaction.</param>
    /// <param name="watch">Who looks after the log; null for nobody.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="tried">Is told of each transaction: what it held, its begin (<see cref="Stopwatch"/>), and why it failed; null for nobody.</param>
    /// <exception cref="SqliteFailure">The connection cannot be opened.</exception>
    public WriteLoop(string name, Func<SqliteDb> open, int maxRows, IWriteWatch? watch, ILogger logger, Action<IReadOnlyList<WriteWork>, long, Exception?>? tried = null)
    {
        (this.name, this.open, this.maxRows, this.watch, this.logger, this.tried) = (name, open, maxRows, watch, logger, tried);
        db = open();
        thread = new Thread(Run) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Hands work over; it is answered through itself.</summary>
    public void Add(WriteWork work)
    {
        lock (gate)
        {
            if (!closed)
            {
                waiting.Enqueue(work);
                if (waiting.Count == 1) arrived.Release();
                return;
            }
        }
        work.Fail(new ObjectDisposedException(name));
    }

    /// <summary>Writes what waits, then ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
        }
        arrived.Release();
        thread.Join();
        arrived.Dispose();
    }

    private void Run()
    {
        while (Take())
        {
            try
            {
                WriteBatch();
            }
            catch (Exception broken)
            {
                LogBroken(broken, name);
                foreach (var work in batch) work.Fail(broken);
                Close();
            }
        }
        Close();
    }

    private bool Take()
    {
        batch.Clear();
        while (true)
        {
            lock (gate)
            {
                for (var rows = 0; waiting.TryPeek(out var next) && (rows == 0 || rows + next.Rows <= maxRows); rows += next.Rows)
                    batch.Add(waiting.Dequeue());
                if (batch.Count > 0) return true;
                if (closed) return false;
            }
            arrived.Wait();
        }
    }

    private void WriteBatch()
    {
        if (!TryReady(out var unready))
        {
            FailAll(unready);
            return;
        }
        if (TryCommit(batch, out var why))
        {
            foreach (var work in batch) work.Succeed();
        }
        else if (batch.Count > 1 && why is not SqliteFailure { IsOfTheStatement: false })
        {
            foreach (var work in batch) WriteApart(work);
        }
        else
        {
            FailAll(why);
        }
        if (db is not null) watch?.AfterCommit(db);
    }

    private void WriteApart(WriteWork work)
    {
        if (!TryReady(out var why) || !TryCommit([work], out why)) work.Fail(why);
        else work.Succeed();
    }

    private bool TryReady(out Exception why)
    {
        why = null!;
        try
        {
            db ??= open();
            return watch is null || watch.MayWrite(db, out why);
        }
        catch (Exception failure)
        {
            LogNotReady(name, failure.Message);
            why = failure;
            return false;
        }
    }

    private bool TryCommit(IReadOnlyList<WriteWork> works, out Exception why)
    {
        why = null!;
        var began = Stopwatch.GetTimestamp();
        try
        {
            db!.Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < works.Count; i++) works[i].Write(db);
            db.Execute("COMMIT");
            tried?.Invoke(works, began, null);
            return true;
        }
        catch (Exception failure)
        {
            why = failure;
            db!.Rollback();
            if (failure is SqliteFailure { IsOfTheStatement: false, IsBusy: false } || db.InTransaction) Close();
            tried?.Invoke(works, began, failure);
            LogFailed(name, works.Count, failure.Message);
            return false;
        }
    }

    private void FailAll(Exception why)
    {
        foreach (var work in batch) work.Fail(why);
    }

    private void Close()
    {
        db?.Dispose();
        db = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: a transaction of {Works} writes failed: {Why}")]
    private partial void LogFailed(string name, int works, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: the file cannot be opened for writing: {Why}")]
    private partial void LogNotReady(string name, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name}: unexpected failure of the writer")]
    private partial void LogBroken(Exception broken, string name);
}
