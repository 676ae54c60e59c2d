using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Health;

/// <summary>Which workspace must accept events for the server to be ready.</summary>
public sealed class HealthOptions
{
    /// <summary>The home workspace's key.</summary>
    public string Workspace { get; set; } = "default";
}

/// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: events can be accepted.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"))
            .Describe("Health", "live", "Whether the process answers", "For a supervisor that restarts what does not.").Produces<string>(200, "text/plain");
        routes.MapGet("/health/ready", ReadyAsync)
            .Describe("Health", "ready", "Whether events are accepted", "200 only when they are.").Produces<string>(200, "text/plain").Problems(503);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, IGrainFactory grains, IOptions<HealthOptions> options)
    {
        try
        {
            if (await grains.GetGrain<IFunnelGrain>(options.Value.Workspace).IsReadyAsync().WaitAsync(Patience)) return Results.Text("ready");
        }
        catch (Exception notYet) when (notYet is TimeoutException or OrleansException or InvalidOperationException)
        {
            // Said below.
        }

        return Problem.Later(context, TimeSpan.FromSeconds(1), "events cannot be accepted now");
    }
}
