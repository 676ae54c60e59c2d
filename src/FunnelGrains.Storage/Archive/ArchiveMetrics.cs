using System.Diagnostics.Metrics;
using FunnelGrains.Domain;

namespace FunnelGrains.Storage.Archive;

/// <summary>What archiving takes out of the journal.</summary>
internal static class ArchiveMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("funnelgrains.archive.rows", "{row}", "Rows of the journal that this process moved into archived segments.");

    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("funnelgrains.archive.size", "By", "Length of the segments that this process archived.");

    /// <summary>A segment was recorded.</summary>
    public static void Archived(long rows, long bytes)
    {
        Rows.Add(rows);
        Bytes.Add(bytes);
    }
}
