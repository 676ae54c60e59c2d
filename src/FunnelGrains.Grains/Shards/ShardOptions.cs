namespace FunnelGrains.Grains.Shards;

/// <summary>Bounds of a shard.</summary>
public sealed class ShardOptions
{
    /// <summary>Events that may wait; more are answered "again later". 20,000 by default, at least 1,000.</summary>
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>Events appended at once. 2,000 by default, at least 1.</summary>
    public int BatchLimit { get; set; } = 2_000;

    /// <summary>Leads kept in memory; the one idle for longest goes first. 50,000 by default.</summary>
    public int ResidentLimit { get; set; } = 50_000;

    /// <summary>Events one lead may have; more are refused. 10,000 by default.</summary>
    public int LeadEventLimit { get; set; } = 10_000;

    /// <summary>Rows folded at once when the journal is read again. 5,000 by default.</summary>
    public int ReplayPage { get; set; } = 5_000;

    /// <summary>How long after its claim a shard lets events wait that come before it is open; those that come later are answered "again later". 1 s by default.</summary>
    public TimeSpan OpeningPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Between two saves of what is counted; who reads a list has it saved at once, and so does a silo that stops. 5 s by default: a busy lead is then written once for many
    /// events, and a crash costs the replay of five seconds.
    /// </summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Leads saved in one transaction. 2,000 by default.</summary>
    public int CheckpointLeads { get; set; } = 2_000;

    /// <summary>Between two partials. 20 ms by default: the funnel conflates them to frames.</summary>
    public TimeSpan PartialInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A partial goes out at least so often, so that boards know the age of the data. 5 s by default.</summary>
    public TimeSpan PartialHeartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What callers are told to wait when the shard cannot take events. 1 s by default.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks whether another silo has fewer shards. 10 s by default.</summary>
    public TimeSpan SpreadInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Shards go to silos that have been up for so long, as long as there are such. 30 s by default, whole seconds: what a silo does first is slow, and shards stand still while they go.</summary>
    public TimeSpan SeasonedAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Days whose counts stay in memory for boards and goals. 100 by default: a quarter and a week.</summary>
    public int RecentDays { get; set; } = 100;

    /// <summary>How long after its receipt a row of the journal may be archived; null, the default: never.</summary>
    public TimeSpan? ArchiveAfter { get; set; }

    /// <summary>Between two looks for rows to archive. 1 h by default.</summary>
    public TimeSpan ArchiveInterval { get; set; } = TimeSpan.FromHours(1);
}
