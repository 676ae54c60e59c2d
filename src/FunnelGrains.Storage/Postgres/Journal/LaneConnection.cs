using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>A lane's lasting session. Its settings decide whether an answered event survives a power cut, so they are read back.</summary>
internal sealed class LaneConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly AppendStatement append;

    private LaneConnection(NpgsqlConnection connection, AppendStatement append) => (this.connection, this.append) = (connection, append);

    /// <summary>Whether it can be used for more.</summary>
    public bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    /// <exception cref="NpgsqlException">It cannot be opened.</exception>
    /// <exception cref="InvalidOperationException">The settings did not take.</exception>
    public static async Task<LaneConnection> OpenAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await using (var setting = new NpgsqlCommand("SHOW synchronous_commit", connection))
                if (await setting.ExecuteScalarAsync().ConfigureAwait(false) is not "on")
                    throw new InvalidOperationException("The journal's session would not wait for the disk: synchronous_commit is not on");
            return new LaneConnection(connection, await AppendStatement.PrepareAsync(connection).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes, in one transaction: several appends, or one piece of anything else.</summary>
    public Task WriteAsync(IReadOnlyList<LaneWork> works) =>
        works is [CleanWork clean] ? clean.WriteAsync(connection) : append.RunAsync([.. works.Cast<AppendWork>()]);

    /// <summary>Whether the server is still at its other end.</summary>
    public Task<bool> AnswersAsync() => connection.AnswersAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await append.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
