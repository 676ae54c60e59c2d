using System.Data;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>The way to the database for one part of the storage: failures come out as that part's contract names them.</summary>
/// <param name="reads">Connections that read.</param>
/// <param name="writes">Connections that write.</param>
/// <param name="takeover">What gets past frozen owners.</param>
/// <param name="wrap">Turns what went wrong into the exception of the part's contract.</param>
internal sealed class Access(Pool reads, Pool writes, Takeover takeover, Func<Exception, Exception> wrap)
{
    /// <summary>Reads. One whose connection was lost is tried once more on another.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            try
            {
                return await reads.UseAsync(read, cancel).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost.IsLostConnection())
            {
                return await reads.UseAsync(read, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception why) when (why.IsOfTheDatabase())
        {
            throw wrap(why);
        }
    }

    /// <summary>Reads with several statements that all see the same moment.</summary>
    public Task<T> ReadOneMomentAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel) => ReadAsync(
        async connection =>
        {
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel).ConfigureAwait(false);
            var answer = await read(connection).ConfigureAwait(false);
            await moment.CommitAsync(cancel).ConfigureAwait(false);
            return answer;
        },
        cancel);

    /// <summary>Writes.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> write)
    {
        try
        {
            return await writes.UseAsync(write, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception why) when (why.IsOfTheDatabase())
        {
            throw wrap(why);
        }
    }

    /// <summary>Writes what must not wait for a frozen process.</summary>
    public async Task<T> TakeOverAsync<T>(Func<NpgsqlConnection, Task<T>> write)
    {
        try
        {
            return await takeover.RunAsync(write).ConfigureAwait(false);
        }
        catch (Exception why) when (why.IsOfTheDatabase())
        {
            throw wrap(why);
        }
    }
}
