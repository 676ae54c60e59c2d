using System.Globalization;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Schema;

/// <summary>Brings a file to the schema that this program knows.</summary>
internal static class SchemaUpgrade
{
    /// <summary>Two programs that start at once: the second waits so long for the first.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    private const string RecordTable =
        "CREATE TABLE IF NOT EXISTS schema_versions (kind TEXT NOT NULL, version INTEGER NOT NULL, applied_at INTEGER NOT NULL, compatible_from INTEGER, PRIMARY KEY (kind, version))";

    /// <summary>
    /// Creates the file if need be, and applies the scripts that it lacks, all in one transaction that holds the file's write lock. A file that a later version has moved on
    /// is taken as it is where that version's scripts say that this program can work with it.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="scripts">All scripts of its kind.</param>
    /// <param name="time">When.</param>
    /// <returns>The versions before and after.</returns>
    /// <exception cref="StorageStartException">The file is of too new a schema, of another kind, not a database, damaged, or cannot be opened or locked.</exception>
    public static (long Before, long After) Apply(SqliteFile file, IReadOnlyList<string> scripts, TimeProvider time)
    {
        try
        {
            using var db = SqliteDb.Open(file.Path, SqliteAccess.Create, LockWait);
            db.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size={file.PageSize}"));
            if (UseLog(db) is var mode && mode != "wal")
                throw new StorageStartException($"The {file.Kind} database {file.Path} cannot use a write-ahead log (journal mode {mode}): is its disk a network share?");
            db.Execute("PRAGMA synchronous=FULL");
            db.Execute("BEGIN IMMEDIATE");
            try
            {
                var (before, compatibleFrom) = ReadVersion(db, file);
                if (compatibleFrom > scripts.Count)
                    throw new StorageStartException(
                        $"The {file.Kind} database {file.Path} has schema {before}, and this program knows only schema {scripts.Count}: start a newer FunnelGrains, or restore a backup.");
                for (var next = before + 1; next <= scripts.Count; next++)
                {
                    db.Execute(scripts[(int)next - 1]);
                    Record(db, file, next, SchemaScripts.CompatibleFrom(scripts[(int)next - 1], next), time);
                }
                db.Execute("COMMIT");
                return (before, Math.Max(before, scripts.Count));
            }
            finally
            {
                db.Rollback();
            }
        }
        catch (SqliteFailure failure)
        {
            throw new StorageStartException(Explain(file, failure), failure);
        }
    }

    /// <summary>The newest version recorded in a file; 0 in one that is none of ours.</summary>
    public static long Version(SqliteDb db, string kind)
    {
        if (!HasRecords(db)) return 0;
        var version = db.Statement("SELECT coalesce(max(version), 0) FROM schema_versions WHERE kind = ?1");
        version.Bind(1, kind);
        return version.RunForLong();
    }

    /// <summary>
    /// Turns the write-ahead log on. SQLite's own waiting does not help when two do this to a new file at once: both hold a read lock and want to write, so one is
    /// refused at once and has to begin again.
    /// </summary>
    private static string UseLog(SqliteDb db)
    {
        var mode = "";
        if (SpinWait.SpinUntil(TryUse, LockWait)) return mode;
        return db.ReadText("PRAGMA journal_mode=WAL");

        bool TryUse()
        {
            try
            {
                mode = db.ReadText("PRAGMA journal_mode=WAL");
                return true;
            }
            catch (SqliteFailure busy) when (busy.IsBusy)
            {
                return false;
            }
        }
    }

    private static (long Version, long CompatibleFrom) ReadVersion(SqliteDb db, SqliteFile file)
    {
        var known = HasRecords(db);
        if (!known && db.ReadLong("SELECT count(*) FROM sqlite_schema WHERE type = 'table'") > 0) throw Foreign(file);
        db.Execute(RecordTable);
        if (!known) return (0, 0);
        // The column came later than the table.
        if (db.ReadLong("SELECT count(*) FROM pragma_table_info('schema_versions') WHERE name = 'compatible_from'") == 0)
            db.Execute("ALTER TABLE schema_versions ADD COLUMN compatible_from INTEGER");
        var versions = db.Statement(
            """
            SELECT coalesce(max(version) FILTER (WHERE kind = ?1), 0), coalesce(max(coalesce(compatible_from, version)) FILTER (WHERE kind = ?1), 0),
                count(*) FILTER (WHERE kind <> ?1) FROM schema_versions
            """);
        try
        {
            versions.Bind(1, file.Kind);
            versions.Step();
            if (versions.Long(2) > 0) throw Foreign(file);
            return (versions.Long(0), versions.Long(1));
        }
        finally
        {
            versions.Reset();
        }
    }

    private static bool HasRecords(SqliteDb db) => db.ReadLong("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'") > 0;

    private static void Record(SqliteDb db, SqliteFile file, long version, long compatibleFrom, TimeProvider time)
    {
        var record = db.Statement("INSERT INTO schema_versions (kind, version, applied_at, compatible_from) VALUES (?1, ?2, ?3, ?4)");
        record.Bind(1, file.Kind);
        record.Bind(2, version);
        record.Bind(3, time.GetUtcNow().ToUnixTimeMilliseconds());
        record.Bind(4, compatibleFrom);
        record.Run();
    }

    private static StorageStartException Foreign(SqliteFile file) =>
        new($"{file.Path} is not the {file.Kind} database of FunnelGrains: choose another data folder, or move the file away.");

    private static string Explain(SqliteFile file, SqliteFailure failure) => failure switch
    {
        { IsBrokenFile: true } => $"The {file.Kind} database {file.Path} is damaged or not a database: restore a backup, or move the file away.",
        { IsBusy: true } => $"The {file.Kind} database {file.Path} is locked by another program.",
        _ => $"The {file.Kind} database {file.Path} cannot be opened: {failure.Message}.",
    };
}
