namespace FunnelGrains.Storage.Sqlite;

/// <summary>How the embedded storage behaves.</summary>
public sealed record SqliteOptions
{
    /// <summary>How long a write waits for a lock that another program holds before its callers are told that the storage is unavailable. 1 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most rows that one transaction of the journal makes durable; what waits beyond goes into the next. 10,000.</summary>
    public int MaxRowsACommit { get; init; } = 10_000;

    /// <summary>From how many bytes of the journal's write-ahead log on it is moved into the file, in the background. 32 MiB.</summary>
    public long CheckpointBytes { get; init; } = 32L << 20;

    /// <summary>At how many bytes of its write-ahead log the journal takes no more, until a reader that holds it back lets go. 1 GiB.</summary>
    public long WalLimitBytes { get; init; } = 1L << 30;

    /// <summary>Most connections that read one file at once. 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>After how many rows of a shard it is noted where each lead's rows are, and how many are noted in one transaction. 16,384: some 50 ms of the writer.</summary>
    internal int RowsNotedAtOnce { get; init; } = 16_384;

    /// <summary>Pages that the journal's file may have, for tests of a full disk; null for SQLite's own bound.</summary>
    internal int? MaxJournalPages { get; set; }
}
