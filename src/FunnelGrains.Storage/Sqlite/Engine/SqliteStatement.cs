using System.Text;
using NodaTime;
using SQLitePCL;

namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>A compiled statement of one connection. Parameters count from 1, columns from 0. Instants are whole unix milliseconds.</summary>
internal sealed class SqliteStatement(SqliteDb db, sqlite3_stmt handle) : IDisposable
{
    private const int MaxOnStack = 512;

    public void Bind(int index, long value) => db.Check(raw.sqlite3_bind_int64(handle, index, value));

    public void Bind(int index, bool value) => Bind(index, value ? 1L : 0L);

    public void Bind(int index, Instant value) => Bind(index, value.ToUnixTimeMilliseconds());

    public void Bind(int index, Instant? value)
    {
        if (value is { } instant) Bind(index, instant);
        else BindNull(index);
    }

    /// <summary>Binds workspace and number of a shard as the first two parameters.</summary>
    public void Bind(ShardKey shard)
    {
        Bind(1, shard.Workspace);
        Bind(2, shard.Number);
    }

    public void BindNull(int index) => db.Check(raw.sqlite3_bind_null(handle, index));

    public void Bind(int index, ReadOnlySpan<byte> utf8) => db.Check(raw.sqlite3_bind_text(handle, index, utf8));

    public void Bind(int index, string? value)
    {
        if (value is null)
        {
            BindNull(index);
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > MaxOnStack)
        {
            Bind(index, Encoding.UTF8.GetBytes(value).AsSpan());
            return;
        }
        Span<byte> bytes = stackalloc byte[MaxOnStack];
        Bind(index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        db.Check(result);
        return false;
    }

    /// <summary>Runs a statement that answers no rows, and makes it ready for the next time.</summary>
    public void Run()
    {
        try { Step(); }
        finally { Reset(); }
    }

    /// <summary>Runs a statement that answers one number.</summary>
    public long RunForLong()
    {
        try
        {
            return Step() ? Long(0) : throw new InvalidOperationException("The statement answered no row");
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>All rows of the answer.</summary>
    public List<T> Rows<T>(Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (Step()) rows.Add(read(this));
        }
        finally
        {
            Reset();
        }
        return rows;
    }

    /// <summary>Ends the run, so that the statement holds no snapshot; values stay bound. What the run said was said by <see cref="Step"/>.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public bool Bool(int column) => raw.sqlite3_column_int(handle, column) != 0;

    /// <summary>The bytes of a text, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(Long(column));

    public Instant? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
