using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>
/// A few connections for one purpose. Whoever finds all in use waits in line for as long as it takes: Npgsql's own pool gives up after the time that connecting may
/// take, and a wave of recovering shards would take that for an outage.
/// </summary>
/// <param name="source">Where connections come from.</param>
/// <param name="places">Most at once.</param>
/// <param name="asked">Whether the server is asked first if it is still there: for work whose failure would be "unknown".</param>
internal sealed class Pool(NpgsqlDataSource source, int places, bool asked = false) : IDisposable
{
    private readonly SemaphoreSlim free = new(places);

    /// <summary>Works on a connection; once more on another where the first one's session lacks a statement that was taken for compiled.</summary>
    /// <exception cref="NpgsqlException">It cannot be opened, or the work failed.</exception>
    /// <exception cref="ObjectDisposedException">The storage is closed.</exception>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            try
            {
                return await UseOneAsync(work, cancel).ConfigureAwait(false);
            }
            catch (PostgresException forgotten) when (forgotten.SqlState == PostgresErrorCodes.InvalidSqlStatementName)
            {
                // The client and the server do not agree which statements are compiled on a session, and would not for as long as the pool keeps it. Nothing was done.
                source.Clear();
                return await UseOneAsync(work, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<T> UseOneAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel).ConfigureAwait(false);
        return await work(connection).ConfigureAwait(false);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        for (var stale = 0; ; stale++)
        {
            var connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            // As many as the pool may hold from before the server's restart; then one that is new.
            if (!asked || stale > places || await connection.AnswersAsync().ConfigureAwait(false)) return connection;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes what is idle; what is in use closes when it is given back.</summary>
    public void Dispose() => source.Dispose();
}
