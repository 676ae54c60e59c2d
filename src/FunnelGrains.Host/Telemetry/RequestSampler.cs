using OpenTelemetry.Trace;

namespace FunnelGrains.Host.Telemetry;

/// <summary>
/// Only requests from outside begin a trace, a share of them. A grain's call that belongs to none begins none, neither where it is made nor where it arrives: Orleans' filter there
/// begins a span of the same kind as a request's, so the kind does not tell them apart.
/// </summary>
internal sealed class RequestSampler(double ratio) : Sampler
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private readonly TraceIdRatioBasedSampler requests = new(ratio);

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters parameters) =>
        parameters.Name == Request ? requests.ShouldSample(parameters) : new SamplingResult(SamplingDecision.Drop);
}
