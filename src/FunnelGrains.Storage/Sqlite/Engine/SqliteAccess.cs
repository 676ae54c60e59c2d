namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>What a connection may do.</summary>
internal enum SqliteAccess
{
    /// <summary>Read an existing file.</summary>
    Read,

    /// <summary>Read and write an existing file.</summary>
    Write,

    /// <summary>Likewise, and create it.</summary>
    Create,
}

/// <summary>SQLite's ways to look at or move the write-ahead log; the numbers are SQLite's.</summary>
internal enum SqliteCheckpoint
{
    /// <summary>Only counts frames (SQLite 3.51 and later).</summary>
    Look = -1,

    /// <summary>Moves what it can without waiting for anyone.</summary>
    Passive = 0,

    /// <summary>Moves all and cuts the log file to nothing.</summary>
    Truncate = 3,
}
