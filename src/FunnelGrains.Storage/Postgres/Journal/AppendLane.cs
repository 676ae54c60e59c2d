using System.Diagnostics;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>
/// One session that writes for the shards that fall to it, in the order in which they ask. What waits is merged into one transaction (group commit); when that
/// fails because of one shard, or waits for a lock for too long, each goes in a transaction of its own. Whatever happens, the lane lives on: after a failure of
/// the server or the connection it connects anew for the next work, so a restart of the database heals by itself.
/// </summary>
internal sealed partial class AppendLane : IDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly int maxRows;
    private readonly TimeSpan askAfter;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly Queue<LaneWork> waiting = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly List<LaneWork> batch = [];
    private readonly Task running;
    private bool closed;
    private LaneConnection? connection;
    private long usedAt;

    /// <summary>Starts the lane; it connects when there is something to write.</summary>
    /// <param name="source">Where its session comes from.</param>
    /// <param name="maxRows">Most rows in a merged transaction.</param>
    /// <param name="askAfter">How long the session may stand idle until it is asked whether it still is one.</param>
    /// <param name="logger">Where failures are told.</param>
    public AppendLane(NpgsqlDataSource source, int maxRows, TimeSpan askAfter, ILogger logger)
    {
        (this.source, this.maxRows, this.askAfter, this.logger) = (source, maxRows, askAfter, logger);
        running = Task.Run(RunAsync);
    }

    /// <summary>Hands work over; it is answered through itself.</summary>
    public void Add(LaneWork work)
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
        work.Fail(new ObjectDisposedException(nameof(AppendLane)));
    }

    /// <summary>Writes what waits, then ends the lane.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
        }
        arrived.Release();
        running.GetAwaiter().GetResult();
        arrived.Dispose();
    }

    private async Task RunAsync()
    {
        while (await TakeAsync().ConfigureAwait(false))
        {
            try
            {
                await WriteBatchAsync().ConfigureAwait(false);
            }
            catch (Exception broken)
            {
                LogBroken(broken);
                foreach (var work in batch) work.Fail(broken);
                await CloseAsync().ConfigureAwait(false);
            }
        }
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task<bool> TakeAsync()
    {
        batch.Clear();
        while (true)
        {
            lock (gate)
            {
                for (var rows = 0; waiting.TryPeek(out var next) && MayJoin(next, rows); rows += next.Rows) batch.Add(waiting.Dequeue());
                if (batch.Count > 0) return true;
                if (closed) return false;
            }
            await arrived.WaitAsync().ConfigureAwait(false);
        }
    }

    private bool MayJoin(LaneWork next, int rows) =>
        batch.Count == 0 || (next is AppendWork && batch[0] is AppendWork && rows + next.Rows <= maxRows);

    private async Task WriteBatchAsync()
    {
        var why = await TryAsync(batch).ConfigureAwait(false);
        if (why is null)
        {
            foreach (var work in batch) work.Succeed();
        }
        else if (batch.Count > 1 && why.IsOfTheStatement())
        {
            foreach (var work in batch) await WriteApartAsync(work).ConfigureAwait(false);
        }
        else
        {
            foreach (var work in batch) work.Fail(why);
        }
    }

    private async Task WriteApartAsync(LaneWork work)
    {
        if (await TryAsync([work]).ConfigureAwait(false) is { } why) work.Fail(why);
        else work.Succeed();
    }

    /// <summary>Writes in one transaction.</summary>
    /// <returns>Why it did not succeed; null when it did.</returns>
    private async Task<Exception?> TryAsync(IReadOnlyList<LaneWork> works)
    {
        var (began, rows) = (Stopwatch.GetTimestamp(), 0);
        foreach (var work in works)
            if (work is AppendWork) rows += work.Rows;
        try
        {
            // What goes out on a session that the server has ended meanwhile is "unknown", and costs its shards their memory; a question costs nothing.
            if (connection is not null && Stopwatch.GetElapsedTime(usedAt) > askAfter && !await connection.AnswersAsync().ConfigureAwait(false)) await CloseAsync().ConfigureAwait(false);
            connection ??= await LaneConnection.OpenAsync(source).ConfigureAwait(false);
            await connection.WriteAsync(works).ConfigureAwait(false);
            usedAt = Stopwatch.GetTimestamp();
            JournalMetrics.Tried(rows, began, null);
            return null;
        }
        catch (Exception why)
        {
            JournalMetrics.Tried(rows, began, why);
            LogFailed(works.Count, why.Message);
            // A server that refused a statement stays a good partner. All else asks for a new session: nobody knows what this one stands at, or it
            // leads to a server that has become a standby.
            if (!why.IsOfTheStatement() || why is not PostgresException || connection is not { IsOpen: true }) await CloseAsync().ConfigureAwait(false);
            return why;
        }
    }

    private async Task CloseAsync()
    {
        var old = connection;
        connection = null;
        if (old is null) return;
        try
        {
            await old.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogNotClosed(failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal: a transaction of {Works} appends failed: {Why}")]
    private partial void LogFailed(int works, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal: a session could not be closed: {Why}")]
    private partial void LogNotClosed(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal: unexpected failure of a lane")]
    private partial void LogBroken(Exception broken);
}
