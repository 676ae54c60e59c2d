using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Goals;

/// <summary><c>/api/v1/goals</c>: who reads sees where each goal stands, an administrator sets and deletes them.</summary>
internal static class GoalEndpoints
{
    private const int LongestId = 100;
    private const int LongestBody = 65_536;
    private const string ProblemType = "application/problem+json";

    public static void MapGoals(this IEndpointRouteBuilder api)
    {
        var goals = api.MapGroup("/goals").WithTags("Goals");
        goals.MapGet("", ListAsync).RequireAuthorization(Caller.Read).WithName("ListGoals")
            .WithSummary("All goals with where they stand, by id").Produces<GoalDetailBody[]>();
        goals.MapGet("/{id}", ReadAsync).RequireAuthorization(Caller.Read).WithName("ReadGoal")
            .WithSummary("A goal with where it stands and its past periods").Produces<GoalDetailBody>().Produces<ProblemDetails>(404, ProblemType);
        goals.MapPut("/{id}", PutAsync).RequireAuthorization(Caller.Admin).WithName("PutGoal")
            .WithSummary("Creates or replaces a goal; periods that ended keep what was set for them")
            .Accepts<GoalDefinitionBody>("application/json").Produces<GoalDetailBody>()
            .Produces<ProblemDetails>(400, ProblemType).Produces<ProblemDetails>(413, ProblemType).Produces<ProblemDetails>(415, ProblemType)
            .Produces<ProblemDetails>(422, ProblemType);
        goals.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Caller.Admin).WithName("DeleteGoal")
            .WithSummary("Forgets a goal and its past periods").Produces(204).Produces<ProblemDetails>(404, ProblemType);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var ids = await grains.GetGrain<IGoalBookGrain>(GoalKey.Book(context.User.Workspace())).AllAsync();
        var details = await Task.WhenAll(ids.Select(id => Goal(context, grains, id).ReadAsync()));
        return Results.Json(details.OfType<GoalDetail>().Select(GoalBodies.Of), WireJson.Options);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext context, IGrainFactory grains) =>
        IsId(id) && await Goal(context, grains, id).ReadAsync() is { } goal ? Results.Json(GoalBodies.Of(goal), WireJson.Options) : NotFound();

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

    private static IResult Refused(List<FieldError> errors) => Problem.Of(
        StatusCodes.Status422UnprocessableEntity, string.Join("; ", errors.Select(error => $"{error.Pointer} {error.Message}")),
        errors.GroupBy(error => error.Pointer, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray(), StringComparer.Ordinal));

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such goal");
}
