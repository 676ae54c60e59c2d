using SQLitePCL;

namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>What SQLite said when it did not do what it was asked.</summary>
/// <param name="extendedCode">The extended result code; its low byte is the primary one.</param>
/// <param name="message">SQLite's words.</param>
internal sealed class SqliteFailure(int extendedCode, string message) : Exception($"SQLite {extendedCode}: {message}")
{
    /// <summary>The primary result code.</summary>
    public int Code => ExtendedCode & 0xFF;

    /// <summary>The extended result code.</summary>
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>Whether another connection holds the lock.</summary>
    public bool IsBusy => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>
    /// Whether the statement and its values are at fault, so that other work of the same transaction would succeed without it. All else
    /// (disk full, locked, lost, damaged) concerns the file.
    /// </summary>
    public bool IsOfTheStatement => Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE
        or raw.SQLITE_ERROR or raw.SQLITE_MISUSE;

    /// <summary>Whether the file is not one of SQLite's, or is damaged.</summary>
    public bool IsBrokenFile => Code is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT;
}
