using System.Diagnostics.Metrics;
using FunnelGrains.Domain;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// What the shards of this silo do, summed over them: without a label for the workspace, since whoever may read the metrics of a node is not thereby one who may read
/// every workspace. One measurement a batch, never one an event.
/// </summary>
internal static class ShardMetrics
{
    private static readonly double[] Seconds = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
    private static readonly Meter Meter = new(Telemetry.Name);

    /// <summary>Events admitted and not yet taken to be appended.</summary>
    public static readonly UpDownCounter<long> Queued = Meter.CreateUpDownCounter<long>(
        "funnelgrains.shard.queue", "{event}", "Events that wait in the shards of this silo.");

    /// <summary>Shards that accept events here.</summary>
    public static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "funnelgrains.shard.open", "{shard}", "Shards that this silo owns and that accept events.");

    /// <summary>Leads in memory.</summary>
    public static readonly UpDownCounter<long> Leads = Meter.CreateUpDownCounter<long>(
        "funnelgrains.shard.leads", "{lead}", "Leads that the shards of this silo keep in memory.");

    /// <summary>Shards that gave up: another owner, or a journal that cannot be written.</summary>
    public static readonly Counter<long> Abandoned = Meter.CreateCounter<long>(
        "funnelgrains.shard.abandonments", "{shard}", "Times that a shard gave up, to be read again.");

    /// <summary>Poison events.</summary>
    public static readonly Counter<long> Quarantined = Meter.CreateCounter<long>(
        "funnelgrains.shard.quarantined", "{event}", "Events that are kept and passed over, because the fold of their lead throws.");

    private static readonly Histogram<double> Recovery = OfTime(
        "funnelgrains.shard.recovery.duration", "Time from a shard's claim until it accepts events; their number is that of the recoveries.");

    private static readonly Histogram<double> Apply = OfTime("funnelgrains.shard.apply.duration", "Time in which all leads of a batch folded their new events.");

    private static readonly Histogram<long> Batch = Meter.CreateHistogram(
        "funnelgrains.shard.batch.rows", "{row}", "Rows that a shard counted at once.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] });

    private static readonly Histogram<double> Checkpoint = OfTime("funnelgrains.shard.checkpoint.duration", "Time in which a shard saved what it had counted.");

    private static readonly Histogram<double> Lateness = OfTime("funnelgrains.breach.lateness", "From the instant a promise fell due until its breach was announced.");

    /// <summary>A shard accepts events, so long after its claim. What did not happen yet is told as 0, so that a rate sees its first.</summary>
    public static void Recovered(TimeSpan took)
    {
        Recovery.Record(took.TotalSeconds);
        Open.Add(1);
        Abandoned.Add(0);
        Quarantined.Add(0);
    }

    /// <summary>A batch was counted.</summary>
    /// <param name="rows">What it held; 0 when only time moved, which is not told.</param>
    /// <param name="took">How long its leads took.</param>
    public static void Counted(int rows, TimeSpan took)
    {
        if (rows == 0) return;
        Batch.Record(rows);
        Apply.Record(took.TotalSeconds);
    }

    /// <summary>Counts were saved.</summary>
    public static void Saved(TimeSpan took) => Checkpoint.Record(took.TotalSeconds);

    /// <summary>A breach was announced, so long after its due.</summary>
    public static void Announced(TimeSpan late) => Lateness.Record(Math.Max(0, late.TotalSeconds));

    private static Histogram<double> OfTime(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
}
