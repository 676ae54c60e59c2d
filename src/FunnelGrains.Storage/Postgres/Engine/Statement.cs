using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>A statement with its values ($1, $2 …); its text is compiled once a connection when it comes again.</summary>
internal readonly record struct Statement(string Sql, params NpgsqlParameter[] Values)
{
    /// <summary>As a command of its own.</summary>
    public NpgsqlCommand On(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Sql, connection);
        foreach (var value in Values) command.Parameters.Add(value);
        return command;
    }

    /// <summary>As one of several that go in one round trip.</summary>
    public NpgsqlBatchCommand InBatch()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in Values) command.Parameters.Add(value);
        return command;
    }
}

/// <summary>How statements run.</summary>
internal static class Statements
{
    /// <summary>All rows of the answer.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlConnection connection, Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var command = statement.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        return await reader.AllAsync(read, cancel).ConfigureAwait(false);
    }

    /// <summary>All rows of an answer, and the number that another statement answers after it, in one round trip.</summary>
    public static async Task<(List<T> Rows, long Number)> RowsAndLongAsync<T>(
        this NpgsqlConnection connection, Statement statement, Func<NpgsqlDataReader, T> read, Statement number, CancellationToken cancel)
    {
        await using var batch = Batch(connection, [statement, number]);
        await using var reader = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var rows = await reader.AllAsync(read, cancel).ConfigureAwait(false);
        await reader.NextResultAsync(cancel).ConfigureAwait(false);
        return (rows, (await reader.AllAsync(row => row.GetInt64(0), cancel).ConfigureAwait(false))[0]);
    }

    /// <summary>Runs in one round trip: inside the open transaction, else all in one of their own.</summary>
    /// <returns>How many rows they changed together.</returns>
    public static async Task<int> RunAsync(this NpgsqlConnection connection, CancellationToken cancel, params IEnumerable<Statement> statements)
    {
        await using var batch = Batch(connection, statements);
        return await batch.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Runs in one round trip and reads the answer of the last statement, the only one to have rows worth reading.</summary>
    public static async Task<List<T>> RunAndReadAsync<T>(
        this NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params Statement[] statements)
    {
        await using var batch = Batch(connection, statements);
        await using var reader = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var last = await reader.AllAsync(read, cancel).ConfigureAwait(false);
        while (await reader.NextResultAsync(cancel).ConfigureAwait(false)) last = await reader.AllAsync(read, cancel).ConfigureAwait(false);
        return last;
    }

    /// <summary>Whether the server is still at the other end of an open connection.</summary>
    public static async Task<bool> AnswersAsync(this NpgsqlConnection connection)
    {
        try
        {
            await using var question = new NpgsqlCommand("SELECT 1", connection);
            await question.ExecuteNonQueryAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception gone) when (gone.IsOfTheDatabase())
        {
            return false;
        }
    }

    private static async Task<List<T>> AllAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel).ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<Statement> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.BatchCommands.Add(statement.InBatch());
        return batch;
    }
}
