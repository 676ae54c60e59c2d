using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Describing;
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
        api.MapGet("/funnel", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readFunnel", "The funnel of a period", "`now` and `status` are the present whatever the dates; the rest are flows of the period, in the workspace's local days.")
            .Query("from", "First day; with `to`. Without both: the current month.", "2026-11-01")
            .Query("to", "Last day, inclusive.", "2026-11-30")
            .Query("by", "Breaks the flows down by a dimension.", null, "source", "campaign", "segment", "owner", "team")
            .Answers<FunnelBody>(200, ReadingExamples.Funnel).Problems(400, 503);
        api.MapGet("/funnel/stages", TimesAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readStageTimes", "Time in stage", "How long leads stood in each stage, of the stays that ended in the period.")
            .Query("from", "First day; with `to`. Without both: the current month.", "2026-11-01")
            .Query("to", "Last day, inclusive.", "2026-11-30")
            .Answers<StageTimesBody[]>(200, """[{"key":"mql","samples":84,"elapsed":{"p50":5792.619,"p90":92681.9},"business":{"p50":4096,"p90":32768}}]""").Problems(400, 503);
        api.MapGet("/audit", AuditAsync).RequireAuthorization(Caller.Admin)
            .Describe("Audit", "audit", "Prove the numbers", "Folds the journal from nothing and compares every number in use; no difference means that all are right. May take minutes.")
            .Answers<AuditReport>(200, """{"events":1041,"leads":312,"seconds":0.21,"differences":[]}""").Problems(503);
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

    private static async Task<IResult> TimesAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to"]);
        var (from, to) = (query.Date("from"), query.Date("to"));
        if (from is null != to is null) query.Refuse(from is null ? "from" : "to", "from and to go together");
        if (to < from) query.Refuse("to", "is before from");
        if (query.Problem is { } problem) return problem;
        var times = await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).ReadTimesAsync(new FunnelQuestion(from, to, null));
        return Results.Json(times.Select(StageTimesBody.Of), WireJson.Options);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json(await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).AuditAsync(), WireJson.Options);
}
