using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary><c>GET /api/v1/funnel/trend</c> and <c>/compliance</c>.</summary>
internal static class TrendEndpoint
{
    /// <summary>A page's chart has no room for more; a year by day is 366.</summary>
    private const int MostPoints = 800;

    public static void MapTrends(this IEndpointRouteBuilder api)
    {
        api.MapGet("/funnel/trend", TrendAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readTrend", "The flows of a period, part by part", $"The sums of the parts are the funnel's. At most {MostPoints} parts. {FunnelEndpoint.AboutFilters}")
            .Period()
            .Query("step", "How long each part is; weeks begin on Mondays, and the period cuts the first and the last.", null, "day", "week", "month")
            .Filters("Only facts")
            .Answers<TrendBody>(200, """
                {"from":"2026-11-01","to":"2026-11-30","points":[{"from":"2026-11-01","to":"2026-11-01","stages":[{"key":"mql","entered":12,"converted":8}],"captured":40,"won":1,"lost":2,"rejected":1,
                 "revenue":[{"currency":"BRL","amount":4200.00}]}]}
                """).Problems(400, 422, 503);
        api.MapGet("/compliance", ComplianceAsync).RequireAuthorization(Caller.Read)
            .Describe("Funnel", "readCompliance", "How well promises are kept", "Of the clocks whose due is in the period: met ÷ (met + breached), where met late is breached.")
            .Period()
            .Query("by", "Breaks it down by a dimension.", null, "source", "campaign", "segment", "owner", "team")
            .Answers<ComplianceBody>(200, """
                {"from":"2026-11-01","to":"2026-11-30","clauses":[{"key":"accept","name":{"en":"Accept or reject an MQL","pt":"Aceitar ou rejeitar um MQL"},"team":"sales","met":82,"metLate":5,"breached":7,"running":3,"rate":0.9213}],
                 "by":[{"value":"ana","clauses":[{"key":"accept","met":41,"metLate":1,"breached":2,"running":1,"rate":0.9535}]}]}
                """).Problems(400, 503);
    }

    private static async Task<IResult> TrendAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to", "step", .. FactFilterReader.Names]);
        var (from, to) = query.Period();
        var step = query.OneOf<TrendStep>("step", ["day", "week", "month"]) ?? TrendStep.Day;
        var filter = query.Filter();
        if (from is { } first && to is { } last && Period.DaysBetween(first, last) / DaysOf(step) >= MostPoints)
            query.Refuse("step", $"would make more than {MostPoints} parts; ask for a longer step or fewer days");
        if (query.Problem is { } problem) return problem;
        return await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).ReadTrendAsync(new TrendQuestion(from, to, step, filter)) is { } trend
            ? Results.Json(TrendBody.Of(trend), WireJson.Options) : FunnelEndpoint.TooManyLeads();
    }

    private static async Task<IResult> ComplianceAsync(HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from", "to", "by"]);
        var (from, to) = query.Period();
        var by = query.OneOf<Dimension>("by", FactFilterReader.Names);
        if (query.Problem is { } problem) return problem;
        var reading = await grains.GetGrain<IFunnelGrain>(context.User.Workspace()).ReadComplianceAsync(new ComplianceQuestion(from, to, by));
        return Results.Json(ComplianceBody.Of(reading), WireJson.Options);
    }

    private static int DaysOf(TrendStep step) => step switch { TrendStep.Day => 1, TrendStep.Week => 7, _ => 28 };
}
