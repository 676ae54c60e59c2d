using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Desk;

/// <summary><c>GET /api/v1/at-risk</c>: what falls due next.</summary>
internal static class AtRiskEndpoint
{
    public static void MapAtRisk(this IEndpointRouteBuilder api) =>
        api.MapGet("/at-risk", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe(
                "Breaches", "listAtRisk", "Promises that fall due next",
                """
                Running clocks, the earliest due first; at most a second old. `atRisk`: it has passed a warning of its clause; where the clause has none, it is in the last quarter of its target.
                `outsideHours`: its calendar is closed now, so its time stands still. Both are of this moment. A page of those at risk alone may be short and yet have a `next`.
                """)
            .Query("show", "All that run, or those at risk alone.", null, "all", "at_risk")
            .Query("clause", "Only of this clause.", "accept_mql")
            .Query("owner", "Only of leads of this owner.")
            .Query("team", "Only of clauses of this team.", "sales")
            .Query("cursor", "Where to go on: `next` of the page before, with the same filters.")
            .Query("limit", "1 to 500 clocks; 50 without.", "50")
            .Answers<AtRiskBody>(200, DeskExamples.AtRisk).Problems(400, 503);

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query, ["show", "clause", "owner", "team", "cursor", "limit"]);
        var question = new RunningQuestion(
            query.Text("clause"), query.Text("owner"), query.Text("team"), query.OneOf("show", ["all", "at_risk"]) == "at_risk", query.Text("cursor"), query.Number("limit", 50, 1, 500));
        if (query.Problem is { } problem) return problem;
        var page = await grains.GetGrain<IListsGrain>(context.User.Workspace()).RunningAsync(question);
        if (page.CursorIsForeign) return query.RefuseCursor();
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return Results.Json(new AtRiskBody(page.Clocks.Select(clock => RunningClockBody.Of(clock, now)), page.Next), WireJson.Options);
    }
}
