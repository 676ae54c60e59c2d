using System.Diagnostics;
using FunnelGrains.Domain;

namespace FunnelGrains.Web.Live;

/// <summary>The end of a trace that began with a POST: its frame leaves for the boards. Orleans brings the trace along, but begins no span at an observer.</summary>
internal static class FrameTrace
{
    private const string TraceParent = "traceparent", TraceState = "tracestate";
    private static readonly ActivitySource Source = new(Telemetry.Name);

    /// <summary>Begins the last span; null where the frame's making is not traced.</summary>
    public static Activity? Begin() =>
        Source.HasListeners() && RequestContext.Get(TraceParent) is string parent && ActivityContext.TryParse(parent, RequestContext.Get(TraceState) as string, isRemote: true, out var under)
        && under.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? Source.StartActivity("board send", ActivityKind.Consumer, under) : null;
}
