using SQLitePCL;

namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>
/// One connection, for one thread at a time. Straight on SQLite's own calls: the journal binds 200 values a statement, and ADO.NET's
/// parameter objects cost more there than SQLite itself.
/// </summary>
internal sealed class SqliteDb : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    private SqliteDb(sqlite3 handle) => this.handle = handle;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>How many rows the last INSERT, UPDATE or DELETE changed.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">How.</param>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    public static SqliteDb Open(string path, SqliteAccess access, TimeSpan busyTimeout)
    {
        SqliteLibrary.Load();
        var flags = raw.SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Read => raw.SQLITE_OPEN_READONLY,
            SqliteAccess.Write => raw.SQLITE_OPEN_READWRITE,
            _ => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
        };
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (result != raw.SQLITE_OK)
        {
            var failure = new SqliteFailure(result, handle is null ? raw.sqlite3_errstr(result).utf8_to_string() : raw.sqlite3_errmsg(handle).utf8_to_string());
            handle?.Dispose();
            throw failure;
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return new SqliteDb(handle);
    }

    /// <summary>Sets how long statements wait for a lock from now on.</summary>
    public void SetBusyTimeout(TimeSpan timeout) => raw.sqlite3_busy_timeout(handle, (int)timeout.TotalMilliseconds);

    /// <summary>Runs statements that answer nothing.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>The statement of that text, compiled once a connection, with nothing bound to it from before that matters: all its values are to be bound.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var known)) return known;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var compiled));
        return statements[sql] = new SqliteStatement(this, compiled);
    }

    /// <summary>The number in the first column of the first row.</summary>
    public long ReadLong(string sql)
    {
        var statement = Statement(sql);
        try { return statement.Step() ? statement.Long(0) : throw new InvalidOperationException($"No row: {sql}"); }
        finally { statement.Reset(); }
    }

    /// <summary>The text in the first column of the first row.</summary>
    public string ReadText(string sql)
    {
        var statement = Statement(sql);
        try { return statement.Step() ? statement.Text(0) : throw new InvalidOperationException($"No row: {sql}"); }
        finally { statement.Reset(); }
    }

    /// <summary>Asks about the write-ahead log, or moves it into the file.</summary>
    /// <param name="mode">One of SQLite's modes.</param>
    /// <param name="frames">Frames (pages) in the log.</param>
    /// <param name="done">How many of them are in the file.</param>
    /// <returns>False when a reader or writer is in the way of the whole of it.</returns>
    public bool Checkpoint(SqliteCheckpoint mode, out int frames, out int done)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(handle, "main", (int)mode, out frames, out done);
        if ((result & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return false;
        Check(result);
        return true;
    }

    /// <summary>Undoes the transaction if one is open; never throws.</summary>
    public void Rollback()
    {
        if (InTransaction) _ = raw.sqlite3_exec(handle, "ROLLBACK");
    }

    /// <summary>Throws unless the call succeeded.</summary>
    internal void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteFailure(result, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        statements.Clear();
        handle.Dispose();
    }
}
