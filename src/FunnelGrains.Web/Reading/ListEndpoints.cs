using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary><c>GET /api/v1/leads</c>, <c>/leads/{id}</c>, <c>/breaches</c>.</summary>
internal static class ListEndpoints
{
    private const int MostBreaches = 1_000;

    public static void MapLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/leads", LeadsAsync).RequireAuthorization(Caller.Read)
            .Describe("Leads", "listLeads", "A page of leads", """
                At most a second old; without personal data. `next` is the `cursor` of the next page, null at the end.

                With `fact`, `from` and `to`: only the leads behind a number of `GET /funnel` or `GET /compliance`. Each stands there once, and its `times` add up to the number. Then source,
                campaign, segment, owner and team are the fact's, as in those filters; stage, status and `q` are the present all the same. A page looks at 2,000 leads at most: it may have
                fewer than `limit`, or none, and still a `next`.
                """)
            .Query("stage", "Only leads in this stage.", "mql")
            .Filters("Only leads")
            .Query("q", "Only leads with this in their id, source, campaign, segment or owner; case and accents do not matter.", "L-10")
            .Query("status", "Only leads of this status.", null, LeadsQuery.Statuses)
            .Query("sort", "The latest change first, or the next due first.", null, "updated", "due")
            .Query("fact", "Only the leads behind this number.", null, LeadsQuery.Facts)
            .Query("key", "The stage of `entered`, `converted` and `reached`, which need one; the clause of `met`, `breached` and `met_late`, all without.", "mql")
            .Query("from", "First day of the number, in the workspace's zone; with `to`. Without both: the current month.", "2026-11-01")
            .Query("to", "Last day, inclusive.", "2026-11-30")
            .Query("cursor", "Where to go on: `next` of the page before, in the same `sort`.")
            .Query("limit", "1 to 500 leads; 50 without.", "50")
            .Answers<LeadPageBody>(200, ReadingExamples.Leads).Problems(400, 503);
        api.MapGet("/leads/{id}", LeadAsync).RequireAuthorization(Caller.Read)
            .Describe("Leads", "readLead", "A lead, whole", "Its clocks, its attributes and personal data, its timeline in the events' own order.")
            .Answers<LeadDetailBody>(200, ReadingExamples.Lead).Problems(404, 503);
        api.MapGet("/breaches", BreachesAsync).RequireAuthorization(Caller.Read)
            .Describe("Breaches", "listBreaches", "Promises not kept", "By due, the latest first, a page of at most 1,000. Where more follow, the header `Link` has the address of the next page, with `rel=\"next\"`.")
            .Query("state", "Open ones, or all.", null, "open", "all")
            .Query("from", "First day of their due, in the workspace's zone.", "2026-11-01")
            .Query("to", "Last day, inclusive.", "2026-11-30")
            .Query("cursor", "Where to go on: of the `Link` of the page before.")
            .Query("limit", "1 to 1,000 breaches; 1,000 without.", "1000")
            .Answers<IEnumerable<BreachBody>>(200, ReadingExamples.Breaches).Problems(400, 503);
    }

    private static async Task<IResult> LeadsAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        var workspace = context.User.Workspace();
        if (await agreements.FindAsync(workspace) is not { } book) return NotFound();
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var query = new QueryReader(context.Request.Query, LeadsQuery.Names);
        var question = LeadsQuery.Read(query, book, now);
        if (query.Problem is { } problem) return problem;
        var page = await grains.GetGrain<IListsGrain>(workspace).LeadsAsync(question);
        if (page.CursorIsForeign) return query.RefuseCursor();
        var times = page.Times.IsDefault ? page.Leads.Select(_ => (long?)null) : page.Times.Select(n => (long?)n);
        return Results.Json(new LeadPageBody(page.Leads.Zip(times, (view, n) => LeadBody.Of(view, now, n)), page.Next), WireJson.Options);
    }

    private static async Task<IResult> LeadAsync(string id, HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        id = Exactly(id, context);
        var workspace = context.User.Workspace();
        if (id.Length > 200 || await agreements.FindAsync(workspace) is not { } book) return NotFound();
        var shard = grains.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, ShardId.Of(id, book.Workspace.Shards)));
        return await shard.ReadLeadAsync(id) is { } detail
            ? Results.Json(LeadDetailBody.Of(detail, Instant.FromDateTimeOffset(time.GetUtcNow())), WireJson.Options) : NotFound();
    }

    private static async Task<IResult> BreachesAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements)
    {
        var query = new QueryReader(context.Request.Query, ["state", "from", "to", "cursor", "limit"]);
        var open = query.OneOf("state", ["open", "all"]) == "open";
        var (from, to) = (query.Date("from"), query.Date("to"));
        var limit = query.Number("limit", MostBreaches, 1, MostBreaches);
        if (query.Problem is { } problem) return problem;
        var workspace = context.User.Workspace();
        if (await agreements.FindAsync(workspace) is not { } book) return NotFound();
        var page = await grains.GetGrain<IListsGrain>(workspace).BreachesAsync(new BreachListQuestion(
            open, from is { } first ? book.Zone.AtStartOfDay(first).ToInstant() : null,
            to is { } last ? book.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null, query.Text("cursor"), limit));
        if (page.CursorIsForeign) return query.RefuseCursor();
        if (page.Next is { } next) context.Response.Headers.Link = NextPage(context.Request.Query, next);
        var desk = (page.Desk.IsDefault ? [] : page.Desk).ToDictionary(standing => standing.Breach, StringComparer.Ordinal);
        return Results.Json(page.Breaches.Select(breach => BreachBody.Of(breach, desk.GetValueOrDefault(breach.Breach.Id))), WireJson.Options);
    }

    /// <summary>The body is an array and stays one, so the next page's address stands beside it (RFC 8288), relative to this one's: a proxy may have moved it.</summary>
    private static string NextPage(IQueryCollection query, string cursor)
    {
        var same = query.Where(parameter => parameter.Key != "cursor").Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value));
        return $"<{QueryString.Create(same.Append(new("cursor", cursor)))}>; rel=\"next\"";
    }

    /// <summary>A path keeps %2F as it came, and cannot be told from %252F afterwards: the id is read from what was sent.</summary>
    private static string Exactly(string id, HttpContext context)
    {
        if (!id.Contains("%2F", StringComparison.OrdinalIgnoreCase) || context.Features.Get<IHttpRequestFeature>()?.RawTarget is not { } sent) return id;
        var path = sent.Split('?')[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such lead");
}
