using System.Diagnostics;
using OpenTelemetry.Trace;

namespace FunnelGrains.Host.Telemetry;

/// <summary>Only requests from outside begin a trace, a share of them; a grain's call that belongs to none begins none.</summary>
internal sealed class RequestSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler requests = new(ratio);

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters parameters) =>
        parameters.Kind == ActivityKind.Server ? requests.ShouldSample(parameters) : new SamplingResult(SamplingDecision.Drop);
}
