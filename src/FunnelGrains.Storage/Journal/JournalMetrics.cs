using System.Diagnostics;
using System.Diagnostics.Metrics;
using FunnelGrains.Domain;

namespace FunnelGrains.Storage.Journal;

/// <summary>What the group commit costs, on either engine: one measurement a transaction that appends, however many rows it holds.</summary>
internal static class JournalMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Histogram<long> Rows = Meter.CreateHistogram(
        "funnelgrains.journal.commit.rows", "{row}", "Rows that one transaction of the journal made durable.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] });

    private static readonly Histogram<double> Time = Meter.CreateHistogram(
        "funnelgrains.journal.commit.duration", "s", "Time of one transaction of the journal, from its begin until it is durable; error.type when it failed.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });

    /// <summary>A transaction was tried.</summary>
    /// <param name="rows">What it appended; with 0 it was for something else, and is not measured.</param>
    /// <param name="since">A timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="why">Why it failed; null when its rows are durable.</param>
    public static void Tried(int rows, long since, Exception? why)
    {
        if (rows == 0) return;
        if (why is null)
        {
            Rows.Record(rows);
            Time.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }
        else
        {
            Time.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("error.type", why.GetType().Name));
        }
    }
}
