using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Domain;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Displays;

/// <summary><c>/api/v1/displays</c>: a workspace's televisions, for its administrators.</summary>
internal static class DisplayEndpoints
{
    private const int LongestBody = 10_000;

    private const string Example = """
        {"id":"8s7Kd0wQxA","name":"Sales floor","createdAt":"2026-11-02T12:15:00Z","lastSeenAt":"2026-11-02T14:03:00Z","live":true,
         "settings":{"names":"initials","scenes":["funnel","goals","sla","sources","today"],"seconds":24,"pinned":null,"sound":false,"language":null,"theme":"dark"}}
        """;

    private const string Settings = """{"names":"initials","scenes":["funnel","sla"],"seconds":20,"pinned":null,"sound":true,"language":"pt","theme":"dark"}""";

    public static void MapDisplays(this IEndpointRouteBuilder api)
    {
        api.MapGet("/displays", ListAsync).RequireAuthorization(Caller.Admin)
            .Describe("Displays", "listDisplays", "The workspace's televisions", "Those that were let in and not revoked, the oldest first, each with when it last had a board open.")
            .Answers<IEnumerable<DisplayBody>>(200, $"[{Example}]").Problems(503);
        api.MapPost("/displays", ConfirmAsync).RequireAuthorization(Caller.Admin)
            .Describe("Displays", "confirmDisplay", "Let a television in", "By the code that it shows. 404 naming `/code` for one that is wrong, expired or confirmed already; 409 where the workspace has 200 displays.")
            .Takes<ConfirmDisplayBody>(JsonBody.MediaType, "The television of the sales floor", $$"""{"code":"K7QF3ZHM","name":"Sales floor","settings":{{Settings}}}""")
            .Answers<DisplayBody>(201, Example).Problems(400, 404, 409, 413, 415, 422, 429, 503);
        api.MapPut("/displays/{id}", ChangeAsync).RequireAuthorization(Caller.Admin)
            .Describe("Displays", "changeDisplay", "Change a television", "Its name and how it is to look; it asks once a minute.")
            .Takes<ChangeDisplayBody>(JsonBody.MediaType, "The same with a sound", $$"""{"name":"Sales floor","settings":{{Settings}}}""")
            .Answers<DisplayBody>(200, Example).Problems(400, 404, 413, 415, 422, 503);
        api.MapDelete("/displays/{id}", RevokeAsync).RequireAuthorization(Caller.Admin)
            .Describe("Displays", "revokeDisplay", "Revoke a television", "Its cookie opens nothing within 5 seconds, everywhere, for ever, and its board ends. To come back it shows a new code.")
            .Produces(204).Problems(404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains) =>
        Results.Json((await Book(context, grains).AllAsync()).Select(DisplayBody.Of), WireJson.Options);

    private static async Task<IResult> ConfirmAsync(HttpContext context, IGrainFactory grains, PairingRates rates)
    {
        if (rates.WaitForTry(context.User.Workspace()) is { } wait) return Problem.TooMany(context, wait, "too many codes were tried");
        var (order, refusal) = await ReadAsync(context, withCode: true);
        if (refusal is not null) return refusal;
        var confirmed = await Book(context, grains).ConfirmAsync(order!.Code, order.Name, order.Settings);
        if (confirmed.IsFull) return Problem.Of(StatusCodes.Status409Conflict, "the workspace has as many displays as it may have; revoke one first");
        return confirmed.Display is { } display
            ? Results.Json(DisplayBody.Of(display), WireJson.Options, statusCode: StatusCodes.Status201Created)
            : Problem.Field(StatusCodes.Status404NotFound, "/code", "is shown by no television now: it is wrong, older than 10 minutes or confirmed already");
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext context, IGrainFactory grains, KnownAccess known)
    {
        var (order, refusal) = await ReadAsync(context, withCode: false);
        if (refusal is not null) return refusal;
        if (!Display.IsId(id) || await Book(context, grains).ChangeAsync(id, order!.Name, order.Settings) is not { } display) return NotFound();
        known.ForgetDisplay(id);
        return Results.Json(DisplayBody.Of(display), WireJson.Options);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, IGrainFactory grains, KnownAccess known)
    {
        var revoked = Display.IsId(id) && await Book(context, grains).RevokeAsync(id);
        known.ForgetDisplay(id);
        return revoked ? Results.NoContent() : NotFound();
    }

    private static async Task<(DisplayOrder? Order, IResult? Refusal)> ReadAsync(HttpContext context, bool withCode)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context, LongestBody);
        if (refusal is not null) return (null, refusal);
        var errors = new List<FieldError>();
        DisplayOrder order;
        using (json) order = DisplayOrder.Read(json!.RootElement, withCode, errors);
        return errors.Count == 0 ? (order, null) : (null, Problem.Fields(StatusCodes.Status422UnprocessableEntity, "no display can be made of this", errors));
    }

    private static IDisplayBookGrain Book(HttpContext context, IGrainFactory grains) => grains.GetGrain<IDisplayBookGrain>(DisplayKey.Book(context.User.Workspace()));

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "there is no such display");
}
