using Microsoft.Extensions.Logging;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>
/// Runs what must get past a frozen owner. A process that stands still in the middle of a transaction keeps its locks for as long as it stands, since its
/// machine still answers for the connection; so whoever takes its shard over, and waits longer than is usual, ends the session that it waits for.
/// The server itself says which one that is, so no record of owners can be out of date. Only sessions that own something for this storage, have held their
/// transaction for that long and wait for nobody else are ended: their process sees a lost connection, which it treats as "unknown".
/// </summary>
/// <param name="claims">Connections for what is run; their lock timeout is the bound of all waiting.</param>
/// <param name="watch">Connections for looking at it meanwhile.</param>
/// <param name="patience">How long waiting is usual.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where endings are told.</param>
internal sealed partial class Takeover(Pool claims, Pool watch, TimeSpan patience, TimeProvider time, ILogger logger)
{
    private const string End =
        """
        SELECT pid, application_name, pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid = ANY (pg_blocking_pids($1)) AND datname = current_database() AND usename = current_user AND application_name = ANY ($2)
          AND wait_event_type IS DISTINCT FROM 'Lock' AND xact_start <= clock_timestamp() - $3 * interval '1 millisecond'
        """;

    /// <summary>Runs it on a connection of its own.</summary>
    /// <exception cref="NpgsqlException">It failed, or waited beyond the bound for a session that is not ours to end.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run) => claims.UseAsync(connection => RunAsync(connection, run), CancellationToken.None);

    private async Task<T> RunAsync<T>(NpgsqlConnection connection, Func<NpgsqlConnection, Task<T>> run)
    {
        var running = run(connection);
        while (true)
        {
            using var enough = new CancellationTokenSource();
            var first = await Task.WhenAny(running, Task.Delay(patience, time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
            if (first == running) return await running.ConfigureAwait(false);
            await EndBlockersAsync(connection.ProcessID).ConfigureAwait(false);
        }
    }

    private async Task EndBlockersAsync(int waiting)
    {
        try
        {
            var statement = new Statement(End, Value.Of(waiting), Value.Texts(Sources.Owners), Value.Of((long)(patience.TotalMilliseconds * 0.9)));
            var ended = await watch.UseAsync(
                connection => connection.RowsAsync(statement, row => (Pid: row.GetInt32(0), Name: row.GetString(1)), CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            foreach (var (pid, name) in ended) LogEnded(logger, name, pid);
        }
        catch (Exception failure) when (failure.IsOfTheDatabase())
        {
            LogNotEnded(logger, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A claim was held up: ended the session {Name} with process {Pid} of PostgreSQL, whose owner stands still")]
    private static partial void LogEnded(ILogger logger, string name, int pid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A claim is held up, and the session that holds it up could not be ended: {Why}")]
    private static partial void LogNotEnded(ILogger logger, string why);
}
