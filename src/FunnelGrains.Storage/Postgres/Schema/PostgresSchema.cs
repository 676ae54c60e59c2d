using System.Globalization;
using FunnelGrains.Storage.Schema;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Schema;

/// <summary>Brings the database to the schema that this program knows.</summary>
internal static class PostgresSchema
{
    /// <summary>The parts, in the order in which their scripts run.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["journal", "read", "grains", "cluster", "keys"];

    // "Fgrains" in ASCII: one lock for all schemas of a database.
    private const long Lock = 0x46_67_72_61_69_6E_73;

    private const string RecordTable =
        """
        CREATE TABLE IF NOT EXISTS schema_versions (
            kind text COLLATE "C" NOT NULL, version bigint NOT NULL, applied_at bigint NOT NULL, PRIMARY KEY (kind, version))
        """;

    /// <summary>Applies the scripts that the database lacks, all in one transaction; processes that start at once wait for the first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="scripts">The scripts of each part.</param>
    /// <param name="time">When.</param>
    /// <returns>The parts that moved, with their versions before and after.</returns>
    /// <exception cref="StorageStartException">The schema is newer than this program, or a script does not fit the database.</exception>
    public static IReadOnlyList<(string Kind, long Before, long After)> Apply(
        NpgsqlConnection connection, IReadOnlyDictionary<string, IReadOnlyList<string>> scripts, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"));
        var known = ReadVersions(connection);
        var moved = new List<(string, long, long)>();
        foreach (var kind in Kinds.Where(scripts.ContainsKey))
        {
            var before = known.GetValueOrDefault(kind);
            var after = scripts[kind].Count;
            if (before > after)
                throw new StorageStartException(
                    $"The database {connection.Database} has {kind} schema {before}, and this program knows only schema {after}: start a newer FunnelGrains, or restore a backup.");
            for (var next = before + 1; next <= after; next++) Run(connection, kind, next, scripts[kind][(int)next - 1], time);
            if (before < after) moved.Add((kind, before, after));
        }
        transaction.Commit();
        return moved;
    }

    /// <summary>The scripts that come with the program.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Scripts() => Kinds.ToDictionary(kind => kind, kind => SchemaScripts.Of("postgres", kind));

    private static Dictionary<string, long> ReadVersions(NpgsqlConnection connection)
    {
        using (var find = new NpgsqlCommand("SELECT to_regclass('schema_versions') IS NOT NULL", connection))
            if (find.ExecuteScalar() is not true) return [];
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand("SELECT kind, max(version) FROM schema_versions GROUP BY kind", connection);
        using var rows = command.ExecuteReader();
        while (rows.Read()) versions[rows.GetString(0)] = rows.GetInt64(1);
        return versions;
    }

    private static void Run(NpgsqlConnection connection, string kind, long version, string script, TimeProvider time)
    {
        try
        {
            Execute(connection, RecordTable);
            Execute(connection, script);
            using var record = new NpgsqlCommand("INSERT INTO schema_versions (kind, version, applied_at) VALUES ($1, $2, $3)", connection);
            record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
            record.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
            record.Parameters.Add(new NpgsqlParameter<long> { TypedValue = time.GetUtcNow().ToUnixTimeMilliseconds() });
            record.ExecuteNonQuery();
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            throw new StorageStartException($"The database {connection.Database} holds tables of something else ({failure.MessageText}): give FunnelGrains a database of its own.", failure);
        }
        catch (PostgresException failure)
        {
            throw new StorageStartException($"The script {kind}/{version:000} does not fit the database {connection.Database}: {failure.MessageText}.", failure);
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
