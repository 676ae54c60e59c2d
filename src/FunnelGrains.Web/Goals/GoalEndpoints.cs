using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Goals;

/// <summary><c>/api/v1/goals</c>: who reads sees where each goal stands, an administrator sets and deletes them.</summary>
internal static class GoalEndpoints
{
    private const int LongestId = 100;
    private const int LongestBody = 65_536;
    private const string Example =
        """{"id":"mqls","team":"marketing","metric":"entered","stage":"mql","clause":null,"filter":null,"period":"month","target":640,"kind":"reach","currency":null,"label":{"pt":"Qualificado por Marketing","en":"Marketing Qualified"},"from":"2026-11-01","to":"2026-11-30","actual":514,"expected":519.6,"pace":0.989,"gap":-5.6,"projection":631,"forecast":{"low":588.2,"mid":617.4,"high":646.6},"perDayLeft":21,"daysLeft":6,"missesAllowed":null,"status":"behind","forecastAsOf":"2026-11-24T13:05:00Z","backtest":{"forecastError":11.4,"runRateError":19.2,"periods":[{"from":"2026-10-01","to":"2026-10-31","at":"2026-10-11T11:00:00Z","forecast":{"low":571,"mid":612.4,"high":653.8},"runRate":581.8,"actual":601}]},"nextTarget":null,"milestones":[{"percent":25,"at":"2026-11-07T14:00:01Z"}],"statusChanges":[{"status":"behind","at":"2026-11-23T18:00:00Z"}],"closedPeriods":[],"closingPeriods":[]}""";

    private const string SeriesExample =
        """{"from":"2026-11-23","to":"2026-11-29","target":150,"kind":"reach","points":[{"day":"2026-11-23","actual":34,"expected":30},{"day":"2026-11-24","actual":null,"expected":60}]}""";

    public static void MapGoals(this IEndpointRouteBuilder api)
    {
        api.MapGet("/goals", ListAsync).RequireAuthorization(Caller.Read)
            .Describe("Goals", "listGoals", "All goals with where they stand", "By id; each with its current period and its past ones.")
            .Answers<GoalDetailBody[]>(200, $"[{Example}]");
        api.MapGet("/goals/{id}", ReadAsync).RequireAuthorization(Caller.Read)
            .Describe("Goals", "readGoal", "A goal with where it stands", "With its past periods: the value frozen when each closed, and the value now where it was corrected since.")
            .Answers<GoalDetailBody>(200, Example).Problems(404);
        api.MapGet("/goals/{id}/series", SeriesAsync).RequireAuthorization(Caller.Read)
            .Describe("Goals", "readGoalSeries", "How a goal's period grew, day by day", "The value up to each day, beside what business time expects by its end.")
            .Query("from", "First day of one of the goal's periods; the current one without it.", null)
            .Answers<GoalSeriesBody>(200, SeriesExample).Problems(400, 404);
        api.MapPut("/goals/{id}", PutAsync).RequireAuthorization(Caller.Admin)
            .Describe("Goals", "putGoal", "Create or replace a goal", "Periods that ended keep what was set for them.")
            .Takes<GoalDefinitionBody>(JsonBody.MediaType, "Marketing delivers 640 MQLs a month", """{"team":"marketing","metric":"entered","stage":"mql","period":"month","target":640,"kind":"reach"}""")
            .Answers<GoalDetailBody>(200, Example).Problems(400, 413, 415, 422);
        api.MapDelete("/goals/{id}", DeleteAsync).RequireAuthorization(Caller.Admin)
            .Describe("Goals", "deleteGoal", "Delete a goal", "Its past periods are forgotten with it.")
            .Produces(204).Problems(404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var ids = await grains.GetGrain<IGoalBookGrain>(GoalKey.Book(context.User.Workspace())).AllAsync();
        var details = await Task.WhenAll(ids.Select(id => Goal(context, grains, id).ReadAsync()));
        return Results.Json(details.OfType<GoalDetail>().Select(GoalBodies.Of), WireJson.Options);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext context, IGrainFactory grains) =>
        IsId(id) && await Goal(context, grains, id).ReadAsync() is { } goal ? Results.Json(GoalBodies.Of(goal), WireJson.Options) : NotFound();

    private static async Task<IResult> SeriesAsync(string id, HttpContext context, IGrainFactory grains)
    {
        var query = new QueryReader(context.Request.Query, ["from"]);
        var from = query.Date("from");
        if (query.Problem is { } problem) return problem;
        return IsId(id) && await Goal(context, grains, id).SeriesAsync(from) is { } series
            ? Results.Json(GoalSeriesBody.Of(series), WireJson.Options)
            : Problem.Of(StatusCodes.Status404NotFound, "there is no such goal, or it has no period that begins on that day");
    }

    private static async Task<IResult> PutAsync(string id, HttpContext context, IGrainFactory grains, AgreementCache agreements)
    {
        if (!IsId(id)) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "id", $"has 1 to {LongestId} characters of a-z, 0-9, _ and -");
        if (await agreements.FindAsync(context.User.Workspace()) is not { } book) return NotFound();
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return refusal;
        var errors = new List<FieldError>();
        GoalDefinition? goal;
        using (json) goal = GoalDefinitionBody.Read(json!.RootElement, book, errors);
        if (goal is null) return Refused(errors);
        return await Goal(context, grains, id).PutAsync(goal) is { } put
            ? Results.Json(GoalBodies.Of(put), WireJson.Options)
            : Refused([new FieldError(
                FieldError.Below("/filter", goal.Filter!.First().Key),
                $"is not among the {book.Workspace.DimensionValues} values that are counted under their own name, and no place is left")]);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, IGrainFactory grains) =>
        IsId(id) && await Goal(context, grains, id).DeleteAsync() ? Results.NoContent() : NotFound();

    private static ITeamGoalGrain Goal(HttpContext context, IGrainFactory grains, string id) =>
        grains.GetGrain<ITeamGoalGrain>(GoalKey.Of(context.User.Workspace(), id));

    private static bool IsId(string id) =>
        id.Length is >= 1 and <= LongestId && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');

    private static IResult Refused(List<FieldError> errors) => Problem.Fields(StatusCodes.Status422UnprocessableEntity, "the goal cannot be set", errors);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such goal");
}
