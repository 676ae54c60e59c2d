using System.Text.Json;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary><c>GET /api/v1/leads</c>, <c>/leads/{id}</c>, <c>/breaches</c>.</summary>
internal static class ListEndpoints
{
    private static readonly string[] Statuses = ["open", "won", "lost", "rejected"];

    public static void MapLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/leads", LeadsAsync).RequireAuthorization(Caller.Read);
        api.MapGet("/leads/{id}", LeadAsync).RequireAuthorization(Caller.Read);
        api.MapGet("/breaches", BreachesAsync).RequireAuthorization(Caller.Read);
    }

    private static async Task<IResult> LeadsAsync(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query, ["stage", "owner", "q", "status", "sort", "cursor", "limit"]);
        var question = new LeadListQuestion(
            query.Text("stage"), query.Text("owner"), query.Text("q"), query.OneOf<LeadStatus>("status", Statuses),
            query.OneOf("sort", ["updated", "due"]) == "due", query.Text("cursor"), query.Number("limit", 50, 1, 500));
        if (query.Problem is { } problem) return problem;
        var page = await grains.GetGrain<IListsGrain>(context.User.Workspace()).LeadsAsync(question);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return Results.Json(new { leads = page.Leads.Select(view => LeadBody.Of(view, now)), next = page.Next }, WireJson.Options);
    }

    private static async Task<IResult> LeadAsync(string id, HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        var workspace = context.User.Workspace();
        if (id.Length > 200 || await agreements.FindAsync(workspace) is not { } book) return NotFound();
        var shard = grains.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, ShardId.Of(id, book.Workspace.Shards)));
        return await shard.ReadLeadAsync(id) is { } detail
            ? Results.Json(LeadDetailBody.Of(detail, Instant.FromDateTimeOffset(time.GetUtcNow())), WireJson.Options) : NotFound();
    }

    private static async Task<IResult> BreachesAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements)
    {
        var query = new QueryReader(context.Request.Query, ["state", "from", "to"]);
        var open = query.OneOf("state", ["open", "all"]) == "open";
        var (from, to) = (query.Date("from"), query.Date("to"));
        if (query.Problem is { } problem) return problem;
        var workspace = context.User.Workspace();
        if (await agreements.FindAsync(workspace) is not { } book) return NotFound();
        var breaches = await grains.GetGrain<IListsGrain>(workspace).BreachesAsync(new BreachListQuestion(
            open, from is { } first ? book.Zone.AtStartOfDay(first).ToInstant() : null,
            to is { } last ? book.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null));
        return Results.Json(breaches.Select(BreachBody.Of), WireJson.Options);
    }

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such lead");
}

/// <summary>A breach as the contract shows it.</summary>
internal sealed record BreachBody(
    string Id, string Lead, string Clause, string StartEvent, int Cycle, Instant Due, Instant? AnnouncedAt, string? Owner, string Team, string State,
    bool Rescinded)
{
    public static BreachBody Of(LeadBreach breach) => new(
        breach.Breach.Id, breach.Lead, breach.Breach.Clause, breach.Breach.StartEvent, breach.Breach.Cycle, breach.Breach.Due,
        breach.Breach.AnnouncedAt, breach.Breach.Owner, breach.Breach.Team, ClockBody.NameOf(breach.Breach.State), breach.Breach.Rescinded);
}

/// <summary>A lead in a list.</summary>
internal sealed record LeadBody(
    string Id, string Status, bool Erased, string Stage, int Cycle, string? Owner, string Team, string? Source, string? Campaign, string? Segment,
    Instant CapturedAt, Instant UpdatedAt, Instant? NextDue, IEnumerable<ClockBody> Clocks)
{
    public static LeadBody Of(LeadView view, Instant now) => new(
        view.Lead, NameOf(view.Status), false, view.Stage, view.Cycle, view.Owner, view.Team, view.Source, view.Campaign, view.Segment,
        view.CapturedAt, view.UpdatedAt, view.NextDue, view.Clocks.Where(clock => clock.Open).Select(clock => ClockBody.Of(clock, now)));

    public static string NameOf(LeadStatus status) => status.ToString().ToLowerInvariant();
}

/// <summary>A clock.</summary>
internal sealed record ClockBody(
    string Clause, string StartEvent, int Cycle, string State, Instant Start, Instant? Due, Instant? Stop, double? RemainingSeconds)
{
    public static ClockBody Of(ClockView clock, Instant now) => new(
        clock.Clause, clock.StartEvent, clock.Cycle, NameOf(clock.State), clock.Start, clock.Due, clock.Stop,
        clock is { State: ClockState.Running, Due: { } due } ? Math.Max(0, (due - now).TotalSeconds) : null);

    public static string NameOf(ClockState state) => state == ClockState.MetLate ? "met_late" : state.ToString().ToLowerInvariant();
}

/// <summary>A lead, whole.</summary>
internal sealed record LeadDetailBody(
    string Id, string Status, bool Erased, string Stage, int Cycle, string? Owner, string Team, IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyDictionary<string, JsonElement> Personal, IEnumerable<ClockBody> Clocks, IEnumerable<TimelineBody> Timeline)
{
    public static LeadDetailBody Of(LeadDetail detail, Instant now)
    {
        var view = detail.View;
        return new LeadDetailBody(
            view.Lead, LeadBody.NameOf(view.Status), false, view.Stage, view.Cycle, view.Owner, view.Team, Elements(detail.Attributes),
            Elements(detail.Personal), view.Clocks.Select(clock => ClockBody.Of(clock, now)), detail.Timeline.Select(TimelineBody.Of));
    }

    private static SortedDictionary<string, JsonElement> Elements(IReadOnlyDictionary<string, string> json) =>
        new(json.ToDictionary(pair => pair.Key, pair => JsonElement.Parse(pair.Value)), StringComparer.Ordinal);
}

/// <summary>An event on a timeline.</summary>
internal sealed record TimelineBody(
    string Id, string Type, Instant OccurredAt, Instant ReceivedAt, string Origin, string? Actor, JsonElement Data, bool Anomaly, bool Quarantined)
{
    public static TimelineBody Of(TimelineEntry entry) => new(
        entry.Event.Id, entry.Event.Type.Name(), entry.Event.OccurredAt, entry.Event.ReceivedAt, entry.Event.Origin, entry.Event.Actor,
        JsonElement.Parse(EventDataCodec.Write(entry.Event.Data)), entry.Anomaly, entry.Quarantined);
}
