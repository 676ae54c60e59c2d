using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Planning;

/// <summary><c>POST /api/v1/calculate/plan</c>: how many leads for so many customers; <c>/plan/adopt</c> takes the numbers over as goals.</summary>
internal static class PlanEndpoints
{
    private const int LongestBody = 65_536;
    private const string Body = """{"revenue":70000,"marketingShare":0.4,"averageDeal":4000,"rates":{"lead":0.5,"mql":0.5,"sal":0.8,"sql":0.5,"opportunity":0.35},"capacity":{"reps":3,"leadsPerRep":60}}""";
    private const string Plan = """{"period":"month","from":"2026-12-01","to":"2026-12-31","computable":true,"why":null,"averageDeal":4000,"measuredFrom":"2026-05-28","measuredTo":"2026-11-24","steps":[{"stage":"mql","team":"marketing","rate":0.5,"measured":false,"needed":40,"shown":40},{"stage":"opportunity","team":"sales","rate":0.35,"measured":false,"needed":20,"shown":20},{"stage":"customer","team":"sales","rate":null,"measured":false,"needed":7,"shown":7}],"leads":{"from":"2026-10-27","to":"2026-11-26","medianDays":34.2,"shifted":true},"capacity":{"reps":3,"leadsPerRep":60,"leads":180,"beyond":0,"repsNeeded":1}}""";

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapPost("/calculate/plan", PlanAsync).RequireAuthorization(Caller.Read).ChangesNothing()
            .Describe("Calculations", "calculatePlan", "How many leads for one customer?", "From revenue or customers of the next period back to leads, with the conversions of the last 180 days or those typed in. Nothing is stored.")
            .Takes<PlanBody>(JsonBody.MediaType, "Customers from revenue", Body)
            .Answers<PlanAnswer>(200, Plan).Problems(400, 413, 415, 422, 503);
        api.MapPost("/calculate/plan/adopt", AdoptAsync).RequireAuthorization(Caller.Admin)
            .Describe("Calculations", "adoptPlan", "Take a plan over as goals", "Plans as `calculate/plan` does, and sets a goal for each stage, named `plan-` and the stage's key, from the next period on; the running period keeps what is set. Sending it again in the same period changes nothing.")
            .Takes<PlanBody>(JsonBody.MediaType, "Customers from revenue", Body)
            .Answers<AdoptedBody>(200, $$"""{"plan":{{Plan}},"goals":["plan-mql","plan-opportunity","plan-customer"]}""").Problems(400, 413, 415, 422, 503);
    }

    private static async Task<IResult> PlanAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        var (plan, _, refusal) = await ReadAsync(context, grains, agreements, time);
        return refusal ?? Results.Json(plan, WireJson.Options);
    }

    private static async Task<IResult> AdoptAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        var (plan, asked, refusal) = await ReadAsync(context, grains, agreements, time);
        if (refusal is not null) return refusal;
        var goals = GoalsOf(plan!, asked!.Period).ToList();
        if (!plan!.Computable) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "", plan.Why!);
        if (goals.SelectMany(goal => goal.Goal.Validate()).ToList() is [var wrong, ..]) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "", $"the plan's numbers cannot be goals: a target {wrong.Message}");
        foreach (var (id, goal) in goals) await grains.GetGrain<ITeamGoalGrain>(GoalKey.Of(context.User.Workspace(), id)).PutNextAsync(goal);
        return Results.Json(new AdoptedBody(plan, [.. goals.Select(goal => goal.Id)]), WireJson.Options);
    }

    private static IEnumerable<(string Id, GoalDefinition Goal)> GoalsOf(PlanAnswer plan, GoalPeriod period) => plan.Steps.Select((step, i) => (
        $"plan-{step.Stage}",
        i == plan.Steps.Count - 1
            ? new GoalDefinition(step.Team, GoalMetric.Won, period, step.Shown ?? 0, GoalKind.Reach)
            : new GoalDefinition(step.Team, GoalMetric.Entered, period, step.Shown ?? 0, GoalKind.Reach, Stage: step.Stage)));

    private static async Task<(PlanAnswer? Plan, PlanRequest? Asked, IResult? Refusal)> ReadAsync(
        HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        if (await agreements.FindAsync(context.User.Workspace()) is not { } book) return (null, null, Problem.Of(StatusCodes.Status404NotFound, "there is no such workspace"));
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return (null, null, refusal);
        var errors = new List<FieldError>();
        PlanRequest? asked;
        using (json) asked = PlanRequest.Read(json!.RootElement, book, errors);
        if (asked is null) return (null, null, Problem.Fields(StatusCodes.Status422UnprocessableEntity, "cannot be planned", errors));
        return (await new Planner(grains, book, Instant.FromDateTimeOffset(time.GetUtcNow())).PlanAsync(asked), asked, null);
    }
}
