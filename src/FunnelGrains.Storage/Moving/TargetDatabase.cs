using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Postgres.Schema;
using Npgsql;

namespace FunnelGrains.Storage.Moving;

/// <summary>
/// The database that an installation moves into, all in one transaction: until <see cref="Commit"/> it is as empty as before, whatever happens to this process, and no
/// FunnelGrains can start on it, for each of them first waits for the lock of the schema.
/// </summary>
internal sealed class TargetDatabase : IDisposable
{
    /// <summary>
    /// The session of a long move stands idle while a file is counted or the machine is busy, which is no reason to end it; one whose machine is gone ends within two minutes.
    /// </summary>
    private const string Patience =
        """
        SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL tcp_keepalives_idle = 60; SET LOCAL tcp_keepalives_interval = 15; SET LOCAL tcp_keepalives_count = 4
        """;

    private readonly Sources sources;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private TargetDatabase(Sources sources, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.sources, this.connection, this.transaction) = (sources, connection, transaction);

    /// <summary>Its name.</summary>
    public string Name => connection.Database;

    /// <summary>Connects, and brings the database to this program's schema.</summary>
    /// <exception cref="StorageStartException">The server is too old, or the database is of a newer schema or holds something else.</exception>
    /// <exception cref="NpgsqlException">It cannot be used.</exception>
    public static TargetDatabase Open(string connectionString, TimeProvider time)
    {
        var sources = PostgresStorage.SourcesOf(connectionString, new PostgresOptions());
        try
        {
            var connection = sources.Setup.OpenConnection();
            PostgresServerRules.Require(connection, PostgresServerRules.Oldest);
            var transaction = connection.BeginTransaction();
            using (var patience = new NpgsqlCommand(Patience, connection)) patience.ExecuteNonQuery();
            PostgresSchema.ApplyInside(connection, PostgresSchema.Scripts(), time);
            return new TargetDatabase(sources, connection, transaction);
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    /// <summary>Locks the tables against everybody; true when there is nothing in them.</summary>
    public bool TakeAndTellWhetherEmpty()
    {
        var names = MovedTables.All.Select(table => table.Name).Concat(["key_ring", "archived_segments", "lead_rows", "noted"]).ToArray();
        Execute($"LOCK TABLE {string.Join(", ", names)} IN ACCESS EXCLUSIVE MODE");
        using var any = new NpgsqlCommand($"SELECT {string.Join(" OR ", names.Select(name => $"EXISTS (SELECT 1 FROM {name})"))}", connection);
        if (any.ExecuteScalar() is true) return false;
        // Emptied in this transaction, they take rows that need no later visit of the vacuum.
        Execute($"TRUNCATE {string.Join(", ", names)}");
        return true;
    }

    /// <summary>Writes rows into an empty table.</summary>
    public void Write(MovedTable table, IEnumerable<Field[]> rows)
    {
        using var copy = connection.BeginBinaryImport($"COPY {table.Name} ({table.Names}) FROM STDIN (FORMAT binary, FREEZE)");
        foreach (var row in rows)
        {
            copy.StartRow();
            for (var i = 0; i < row.Length; i++) row[i].Write(copy, table.Columns[i].Kind);
        }
        copy.Complete();
    }

    /// <summary>The rows of a table; each time the same array.</summary>
    public IEnumerable<Field[]> Read(MovedTable table)
    {
        using var command = new NpgsqlCommand($"SELECT {table.Names} FROM {table.Name}", connection);
        using var rows = command.ExecuteReader();
        var fields = new Field[table.Columns.Length];
        while (rows.Read())
        {
            for (var i = 0; i < fields.Length; i++) fields[i] = Field.Read(rows, i, table.Columns[i].Kind);
            yield return fields;
        }
    }

    /// <summary>Notes where each lead's rows are.</summary>
    public void Note() => Execute(
        """
        INSERT INTO noted (workspace, shard, through) SELECT workspace, shard, max(seq) FROM journal GROUP BY workspace, shard;
        INSERT INTO lead_rows (workspace, shard, lead_id, first, seqs)
        SELECT workspace, shard, lead_id, min(seq), array_agg(seq ORDER BY seq) FROM journal WHERE lead_id <> '' GROUP BY workspace, shard, lead_id
        """);

    /// <summary>Writes the key ring.</summary>
    public void WriteKeys(IEnumerable<KeyDocument> keys)
    {
        foreach (var key in keys)
        {
            using var insert = new NpgsqlCommand("INSERT INTO key_ring (name, document) VALUES ($1, $2)", connection);
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Document });
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>The key ring, by name.</summary>
    public IReadOnlyList<KeyDocument> ReadKeys()
    {
        using var command = new NpgsqlCommand("SELECT name, document FROM key_ring ORDER BY name", connection);
        using var rows = command.ExecuteReader();
        var keys = new List<KeyDocument>();
        while (rows.Read()) keys.Add(new KeyDocument(rows.GetString(0), rows.GetString(1)));
        return keys;
    }

    /// <summary>Makes it last, with the statistics that plans need.</summary>
    public void Commit()
    {
        Execute($"ANALYZE {string.Join(", ", MovedTables.All.Select(table => table.Name))}, lead_rows");
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
        sources.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
