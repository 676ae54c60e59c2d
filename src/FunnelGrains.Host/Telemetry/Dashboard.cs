using FunnelGrains.Host.Options;
using FunnelGrains.Web;
using Orleans.Dashboard;

namespace FunnelGrains.Host.Telemetry;

/// <summary>
/// The Orleans Dashboard under <c>/orleans</c>, for administrators: what the silos do, by type of grain. Only where it is asked for, on silos and web nodes alike, since it puts a
/// filter before every grain call. Two of its doors stay shut: the state of any grain, since that is every workspace's, and the stream of the log.
/// </summary>
internal static class Dashboard
{
    private const string Prefix = "/orleans";
    private const string GrainState = $"{Prefix}/GrainState";

    /// <summary>Lets a silo tell.</summary>
    public static void AddDashboard(this ISiloBuilder silo, TelemetryOptions options)
    {
        if (options.Dashboard) silo.AddDashboard(dashboard => dashboard.HideTrace = true);
    }

    /// <summary>Lets a web node ask the silos.</summary>
    public static void AddDashboard(this IClientBuilder client, TelemetryOptions options)
    {
        if (options.Dashboard) client.AddDashboard(dashboard => dashboard.HideTrace = true);
    }

    /// <summary>Maps the page.</summary>
    public static void MapDashboard(this WebApplication app, TelemetryOptions options)
    {
        if (!options.Dashboard) return;
        app.MapOrleansDashboard(Prefix).RequireAuthorization(FunnelGrainsWeb.Administrators).ExcludeFromDescription()
            .AddEndpointFilter(async (context, next) =>
                context.HttpContext.Request.Path.StartsWithSegments(GrainState, StringComparison.OrdinalIgnoreCase) ? Results.NotFound() : await next(context));
    }
}
