using System.Diagnostics;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>What is done to the cluster.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL of a silo.</summary>
    KillSilo,

    /// <summary>SIGTERM of a silo.</summary>
    TerminateSilo,

    /// <summary>SIGSTOP of a silo for 1 to 8 s, then SIGCONT.</summary>
    FreezeSilo,

    /// <summary>SIGKILL of a web node.</summary>
    KillWeb,

    /// <summary>The database is stopped at once, as by a crash, and started.</summary>
    RestartDatabase,

    /// <summary>SIGKILL of all silos.</summary>
    KillAllSilos,
}

/// <summary>A fault as it is planned.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">Which silo or web node, from 0; without meaning for the others.</param>
/// <param name="For">How long the node stays away, or stands still.</param>
internal sealed record Fault(FaultKind Kind, int Node, TimeSpan For);

/// <summary>A fault that was made, and what followed until the next one.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Fault">What was done.</param>
/// <param name="At">When; stopwatch ticks.</param>
internal sealed record FaultDone(int Number, Fault Fault, long At)
{
    /// <summary>When all nodes were ready and no post waited any more; stopwatch ticks.</summary>
    public long CalmAt { get; set; }

    /// <summary>The longest gap of any shard that ended until then.</summary>
    public Gap? Longest { get; set; }

    /// <summary>How long the test's own program stood still meanwhile: then its times tell nothing.</summary>
    public TimeSpan StoodStill { get; set; }

    /// <summary>The machine's load then, average of a minute: with more than it has processors, times are longer than the product's.</summary>
    public string Load { get; set; } = "";

    /// <summary>Attempts that failed until then.</summary>
    public IReadOnlyList<FailedAttempt> Failures { get; set; } = [];

    /// <summary>How long until all was calm.</summary>
    public TimeSpan Calm => Stopwatch.GetElapsedTime(At, CalmAt);
}
