using FunnelGrains.Host.Options;
using FunnelGrains.Web;

namespace FunnelGrains.Host.Telemetry;

/// <summary><c>GET /metrics</c> for Prometheus: with a key of scope <c>read</c>; without one only on a port of its own, which answers nothing else.</summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    /// <summary>The addresses of the port of its own: those of the web with another port.</summary>
    public static IEnumerable<string> Urls(StartOptions options) => options.Telemetry.MetricsPort is { } port
        ? options.Urls.Select(url => new UriBuilder("http", url.Host, port).Uri.GetLeftPart(UriPartial.Authority)).Distinct() : [];

    /// <summary>Lets the port of its own answer; to be called before all else that answers.</summary>
    public static void UseMetricsPort(this WebApplication app, TelemetryOptions options)
    {
        if (options.MetricsPort is not { } port) return;
        // The port of the connection, not of the Host header, which a caller may write as he likes.
        app.MapWhen(context => context.Connection.LocalPort == port, alone =>
        {
            alone.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == Path && HttpMethods.IsGet(context.Request.Method));
            alone.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Maps it for keys.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path).RequireAuthorization(FunnelGrainsWeb.Readers);
}
