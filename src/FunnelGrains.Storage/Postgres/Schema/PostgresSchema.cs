using System.Globalization;
using FunnelGrains.Storage.Schema;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Schema;

/// <summary>Brings the database to the schema that this program knows.</summary>
internal static class PostgresSchema
{
    /// <summary>The parts, in the order in which their scripts run.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["journal", "read", "grains", "cluster", "keys", "notices"];

    // "Fgrains" in ASCII: one lock for all schemas of a database.
    private const long Lock = 0x46_67_72_61_69_6E_73;

    private const string RecordTable =
        """
        CREATE TABLE IF NOT EXISTS schema_versions (
            kind text COLLATE "C" NOT NULL, version bigint NOT NULL, applied_at bigint NOT NULL, compatible_from bigint, PRIMARY KEY (kind, version));
        ALTER TABLE schema_versions ADD COLUMN IF NOT EXISTS compatible_from bigint
        """;

    // The column came later than the table: through JSON it may be missing.
    private const string Versions =
        """
        SELECT kind, max(version), max(coalesce((to_jsonb(v) ->> 'compatible_from')::bigint, version)) FROM schema_versions v GROUP BY kind
        """;

    /// <summary>
    /// Applies the scripts that the database lacks, all in one transaction; processes that start at once wait for the first. A database that a later version has moved on
    /// is taken as it is where that version's scripts say that this program can work with it.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="scripts">The scripts of each part.</param>
    /// <param name="time">When.</param>
    /// <returns>The parts that moved, with their versions before and after.</returns>
    /// <exception cref="StorageStartException">The schema is too new for this program, or a script does not fit the database.</exception>
    public static IReadOnlyList<(string Kind, long Before, long After)> Apply(
        NpgsqlConnection connection, IReadOnlyDictionary<string, IReadOnlyList<string>> scripts, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction();
        var moved = ApplyInside(connection, scripts, time);
        transaction.Commit();
        return moved;
    }

    /// <summary>Likewise, inside a transaction that is open and that ends later: whoever starts meanwhile waits for it.</summary>
    public static IReadOnlyList<(string Kind, long Before, long After)> ApplyInside(
        NpgsqlConnection connection, IReadOnlyDictionary<string, IReadOnlyList<string>> scripts, TimeProvider time)
    {
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"));
        var known = ReadVersions(connection);
        var moved = new List<(string, long, long)>();
        foreach (var kind in Kinds.Where(scripts.ContainsKey))
        {
            var (before, compatibleFrom) = known.GetValueOrDefault(kind);
            var after = scripts[kind].Count;
            if (compatibleFrom > after)
                throw new StorageStartException(
                    $"The database {connection.Database} has {kind} schema {before}, and this program knows only schema {after}: start a newer FunnelGrains, or restore a backup.");
            for (var next = before + 1; next <= after; next++) Run(connection, kind, next, scripts[kind][(int)next - 1], time);
            if (before < after) moved.Add((kind, before, after));
        }
        return moved;
    }

    /// <summary>The scripts that come with the program.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Scripts() => Kinds.ToDictionary(kind => kind, kind => SchemaScripts.Of("postgres", kind));

    private static Dictionary<string, (long Version, long CompatibleFrom)> ReadVersions(NpgsqlConnection connection)
    {
        using (var find = new NpgsqlCommand("SELECT to_regclass('schema_versions') IS NOT NULL", connection))
            if (find.ExecuteScalar() is not true) return [];
        var versions = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(Versions, connection);
        using var rows = command.ExecuteReader();
        while (rows.Read()) versions[rows.GetString(0)] = (rows.GetInt64(1), rows.GetInt64(2));
        return versions;
    }

    private static void Run(NpgsqlConnection connection, string kind, long version, string script, TimeProvider time)
    {
        try
        {
            Execute(connection, RecordTable);
            Execute(connection, script);
            using var record = new NpgsqlCommand("INSERT INTO schema_versions (kind, version, applied_at, compatible_from) VALUES ($1, $2, $3, $4)", connection);
            record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
            record.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
            record.Parameters.Add(new NpgsqlParameter<long> { TypedValue = time.GetUtcNow().ToUnixTimeMilliseconds() });
            record.Parameters.Add(new NpgsqlParameter<long> { TypedValue = SchemaScripts.CompatibleFrom(script, version) });
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
