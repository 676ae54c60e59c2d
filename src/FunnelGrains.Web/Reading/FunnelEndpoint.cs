using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Reading;

/// <summary><c>GET /api/v1/funnel</c> and <c>/audit</c>.</summary>
internal static class FunnelEndpoint
{
    public static void MapFunnel(this IEndpointRouteBuilder api)
    {
        api.MapGet("/funnel", ReadAsync).RequireAuthorization(Caller.Read);
        api.MapGet("/audit", AuditAsync).RequireAuthorization(Caller.Admin);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to", "by"]);
        var (from, to) = (query.Date("from"), query.Date("to"));
        if (from is null != to is null) query.Refuse(from is null ? "from" : "to", "from and to go together");
        if (to < from) query.Refuse("to", "is before from");
        var by = query.OneOf<Dimension>("by", ["source", "campaign", "segment", "owner", "team"]);
        if (query.Problem is { } problem) return problem;
        var reading = await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).ReadAsync(new FunnelQuestion(from, to, by));
        return Results.Json(FunnelBody.Of(reading), WireJson.Options);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json(await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).AuditAsync(), WireJson.Options);
}
