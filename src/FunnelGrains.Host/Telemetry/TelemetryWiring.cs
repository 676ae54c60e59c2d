using FunnelGrains.Host.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;

namespace FunnelGrains.Host.Telemetry;

/// <summary>
/// Metrics for Prometheus, always; metrics and traces to a collector, where OTEL_EXPORTER_OTLP_ENDPOINT names one (with OpenTelemetry's other variables). Without one nothing is
/// traced at all: the filters that carry a trace from grain to grain would cost every call something.
/// </summary>
internal static class TelemetryWiring
{
    /// <summary>Where OpenTelemetry's own settings name the collector.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>Adds meters, traces where they go somewhere, and the form of the log.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options)
    {
        if (options.JsonLogs) builder.Configuration.AddInMemoryCollection(JsonLog);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (builder.Configuration[ServiceName] is null or "") resource.AddService("funnelgrains", serviceVersion: Help.Version);
            })
            .WithMetrics(metrics => metrics.AddMeter(Domain.Telemetry.Name, OrleansMeter).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation()
                .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));
        if (!options.Exports) return;
        telemetry.UseOtlpExporter().WithTracing(traces => traces
            .AddSource(Domain.Telemetry.Name, ActivitySources.ApplicationGrainActivitySourceName)
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context => context.Request.Path.StartsWithSegments("/api"))
            .SetSampler(new ParentBasedSampler(new RequestSampler(options.TraceRatio)))
            .AddProcessor(new WithoutKeys()));
    }

    /// <summary>Carries traces through the grains of this silo.</summary>
    public static void AddTraces(this ISiloBuilder silo, TelemetryOptions options)
    {
        if (options.Exports) silo.AddActivityPropagation();
    }

    /// <summary>Carries traces to the silos.</summary>
    public static void AddTraces(this IClientBuilder client, TelemetryOptions options)
    {
        if (options.Exports) client.AddActivityPropagation();
    }

    private static Dictionary<string, string?> JsonLog => new()
    {
        ["Logging:Console:FormatterName"] = "json",
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
    };
}
