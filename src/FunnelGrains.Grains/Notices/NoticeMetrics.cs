using System.Diagnostics.Metrics;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Notices;

namespace FunnelGrains.Grains.Notices;

/// <summary>What goes out of this silo, by the kind of endpoint; without a workspace, as everywhere.</summary>
internal static class NoticeMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("funnelgrains.notice.sent", "{message}", "Messages that an endpoint took.");

    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("funnelgrains.notice.failed", "{attempt}", "Attempts to deliver a message that failed.");

    private static readonly Counter<long> Dead = Meter.CreateCounter<long>("funnelgrains.notice.dead", "{message}", "Messages that are tried no more.");

    private static readonly UpDownCounter<long> Queue = Meter.CreateUpDownCounter<long>("funnelgrains.notice.queue", "{message}", "Messages that wait to be delivered.");

    private static readonly Histogram<double> Took = Meter.CreateHistogram(
        "funnelgrains.notice.attempt.duration", "s", "Time that one attempt to deliver a message took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60] });

    /// <summary>What has not happened is told as 0, so that a rate sees its first.</summary>
    public static void Opened(EndpointKind kind)
    {
        Sent.Add(0, Of(kind));
        Failed.Add(0, Of(kind));
        Dead.Add(0, Of(kind));
    }

    public static void Tried(EndpointKind kind, bool delivered, TimeSpan took)
    {
        (delivered ? Sent : Failed).Add(1, Of(kind));
        Took.Record(took.TotalSeconds, Of(kind));
    }

    public static void Died(EndpointKind kind, int messages) => Dead.Add(messages, Of(kind));

    public static void Waits(EndpointKind kind, long more)
    {
        if (more != 0) Queue.Add(more, Of(kind));
    }

    private static KeyValuePair<string, object?> Of(EndpointKind kind) => new("kind", kind switch
    {
        EndpointKind.Webhook => "webhook",
        EndpointKind.Slack => "slack",
        EndpointKind.Teams => "teams",
        _ => "email",
    });
}
