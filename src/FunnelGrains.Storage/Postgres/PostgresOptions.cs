namespace FunnelGrains.Storage.Postgres;

/// <summary>
/// How the storage on PostgreSQL behaves. With the defaults a process has at most 25 connections, so that three fit into the 100 of a server as it is installed.
/// </summary>
public sealed record PostgresOptions
{
    /// <summary>Connections that append to the journal, each with the shards that fall to it. 1 to 8; 2.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Most rows that one transaction of the journal makes durable; what waits beyond goes into the next. 2,000.</summary>
    public int MaxRowsACommit { get; init; } = 2_000;

    /// <summary>
    /// How long an append waits for a lock; a merged transaction that waits longer is parted. Also how long a claim waits before it ends
    /// the session of ours that holds it up. 1 s.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a claim, which may end several sessions one after the other, waits for locks altogether. 4 s.</summary>
    public TimeSpan ClaimTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a statement may take before its connection is given up, and its outcome with it. 30 s for reads and saves, a third of it for appends.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections that read at once; further reads wait in line. 6.</summary>
    public int Readers { get; init; } = 6;

    /// <summary>Most connections that save checkpoints at once. 4.</summary>
    public int Savers { get; init; } = 4;

    /// <summary>Most connections of Orleans' grain storage and membership. 8.</summary>
    public int GrainConnections { get; init; } = 8;

    /// <summary>The folder of archived rows, which all processes on the database reach by some path; null, the default: nothing can be archived.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>After how many rows of a shard it is noted where each lead's rows are, and how many are noted in one transaction. 16,384: some 50 ms of the server.</summary>
    internal int RowsNotedAtOnce { get; init; } = 16_384;

    /// <summary>How long a session that appends may stand idle until it is asked whether it still is one, before rows go out on it. 0.5 s.</summary>
    internal TimeSpan AskAfterIdle { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The oldest server that is taken, for tests of the refusal.</summary>
    internal Version OldestServer { get; init; } = PostgresServerRules.Oldest;
}
