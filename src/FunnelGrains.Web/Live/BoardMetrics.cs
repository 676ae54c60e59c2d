using System.Diagnostics.Metrics;
using FunnelGrains.Domain;

namespace FunnelGrains.Web.Live;

/// <summary>How fresh the boards of this node are.</summary>
internal static class BoardMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);

    /// <summary>Boards that are connected here.</summary>
    public static readonly UpDownCounter<long> Connected = Meter.CreateUpDownCounter<long>(
        "funnelgrains.board.connections", "{connection}", "Boards connected to this node.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "funnelgrains.board.lag", "s", "From the making of a frame until a board's connection took it.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });

    /// <summary>A board has a frame of that age.</summary>
    public static void Sent(TimeSpan age) => Lag.Record(Math.Max(0, age.TotalSeconds));
}
