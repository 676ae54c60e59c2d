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
    /// <summary>What is so of every filter of facts.</summary>
    public const string AboutFilters =
        "Source, campaign and segment are the lead's, owner and team those of the fact's moment. One dimension alone, in filter and `by` together, is read off the counts; for more the leads with an event in the period "
        + "are folded, 20,000 at most: beyond that 422.";

    public static void MapFunnel(this IEndpointRouteBuilder api)
    {
        api.MapGet("/funnel", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readFunnel", "The funnel of a period", $"`now` and `status` are the present whatever the dates; the rest are flows of the period, in the workspace's local days. {AboutFilters}")
            .Period()
            .Query("by", "Breaks the flows down by a dimension.", null, "source", "campaign", "segment", "owner", "team")
            .Filters("Only facts")
            .Answers<FunnelBody>(200, ReadingExamples.Funnel).Problems(400, 422, 503);
        api.MapGet("/funnel/stages", TimesAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readStageTimes", "Time in stage", "How long leads stood in each stage, of the stays that ended in the period.")
            .Period()
            .Answers<StageTimesBody[]>(200, """[{"key":"mql","samples":84,"elapsed":{"p50":5792.619,"p90":92681.9},"business":{"p50":4096,"p90":32768}}]""").Problems(400, 503);
        api.MapGet("/audit", AuditAsync).RequireAuthorization(Caller.Admin)
            .Describe("Audit", "audit", "Prove the numbers", "Folds the journal from nothing and compares every number in use; no difference means that all are right. May take minutes.")
            .Answers<AuditReport>(200, """{"events":1041,"leads":312,"seconds":0.21,"differences":[]}""").Problems(503);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to", "by", .. FactFilterReader.Names]);
        var (from, to) = query.Period();
        var by = query.OneOf<Dimension>("by", FactFilterReader.Names);
        var filter = query.Filter();
        if (filter.Dimensions.Union(by is { } one ? [one] : []).Count() > 1) query.RefuseOther(filter, $"can be {Cell.OtherValue} only where no other dimension is asked for");
        if (query.Problem is { } problem) return problem;
        var (funnel, question) = (grains.GetGrain<IFunnelGrain>(context.User.Workspace()), new FunnelQuestion(from, to, by, filter));
        var reading = filter.Dimensions.Count == 0 ? await funnel.ReadAsync(question with { Filter = null }) : await funnel.ReadFilteredAsync(question);
        return reading is null ? TooManyLeads() : Results.Json(FunnelBody.Of(reading), WireJson.Options);
    }

    /// <summary>Says the parameters of a period.</summary>
    public static RouteHandlerBuilder Period(this RouteHandlerBuilder endpoint) => endpoint
        .Query("from", "First day; with `to`. Without both: the current month.", "2026-11-01")
        .Query("to", "Last day, inclusive.", "2026-11-30");

    /// <summary>The answer where no count has what is asked for, and the leads are too many.</summary>
    public static IResult TooManyLeads() => Problem.Of(
        StatusCodes.Status422UnprocessableEntity, "several dimensions at once are folded lead by lead, and more than 20,000 leads have an event in these days; ask for fewer days or one dimension");

    private static async Task<IResult> TimesAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to"]);
        var (from, to) = query.Period();
        if (query.Problem is { } problem) return problem;
        var times = await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).ReadTimesAsync(new FunnelQuestion(from, to, null));
        return Results.Json(times.Select(StageTimesBody.Of), WireJson.Options);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json(await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).AuditAsync(), WireJson.Options);
}
