using System.Diagnostics.Metrics;
using FunnelGrains.Domain;

namespace FunnelGrains.Web.Ingest;

/// <summary>What became of the events that came in: one measurement a body and outcome.</summary>
internal static class IngestMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);
    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "funnelgrains.ingest.events", "{event}", "Events of answered bodies by outcome: accepted, duplicate, refused, or retry, which are to be sent again.");
    private static readonly KeyValuePair<string, object?> Accepted = new("outcome", "accepted");
    private static readonly KeyValuePair<string, object?> Duplicate = new("outcome", "duplicate");
    private static readonly KeyValuePair<string, object?> Refused = new("outcome", "refused");
    private static readonly KeyValuePair<string, object?> Retry = new("outcome", "retry");

    /// <summary>A body is answered. What did not happen is told as 0: a rate over a series that is not there yet would miss its first.</summary>
    public static void Answered(int accepted, int duplicates, int refused, int retry)
    {
        Events.Add(accepted, Accepted);
        Events.Add(duplicates, Duplicate);
        Events.Add(refused, Refused);
        Events.Add(retry, Retry);
    }
}
