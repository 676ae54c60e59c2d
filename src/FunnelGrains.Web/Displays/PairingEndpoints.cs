using System.Text.Json;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Displays;

/// <summary><c>/api/v1/displays/pairings</c>: how a television that nobody has let in asks to be. Open to all, and bounded.</summary>
internal static class PairingEndpoints
{
    private const int LongestSecret = 100;

    public static void MapPairings(this IEndpointRouteBuilder api)
    {
        // The secret in the body is the authority, not a cookie that may come along.
        api.MapPost("/displays/pairings", OpenAsync).ChangesNothing()
            .Describe(
                "Displays", "openPairing", "A code for a television",
                "Nobody need be signed in. The television shows the code, somebody signed in confirms it within 10 minutes (`POST /api/v1/displays`), and the television finds that out by claiming it. 10 a minute from one place.")
            .Answers<PairingBody>(201, """{"code":"K7QF3ZHM","secret":"…","expiresAt":"2026-11-02T12:25:00Z"}""").Problems(403, 429, 503);
        api.MapPost("/displays/pairings/claim", ClaimAsync).ChangesNothing()
            .Describe(
                "Displays", "claimPairing", "Whether a code was confirmed",
                "Asked every 3 seconds by the television that has the code's secret. 202: not yet. 204: it was, and the answer carries the display's cookie, which reads boards and does not expire. 404: the code is unknown or expired, or its display was revoked; ask for a new one.")
            .Takes<ClaimBody>(JsonBody.MediaType, "A code with its secret", """{"code":"K7QF3ZHM","secret":"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"}""")
            .Produces(202).Produces(204).Problems(400, 403, 404, 413, 415, 422, 429, 503);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, IGrainFactory grains, PairingRates rates)
    {
        if (!SameOrigin.Allows(context.Request)) return OtherOrigin();
        var from = PairingRates.From(context);
        if (rates.WaitForCode(from) is { } wait) return Problem.TooMany(context, wait, "too many codes were asked for from here");
        var secret = Display.NewSecret();
        if (await grains.GetGrain<IPairingGrain>(DisplayKey.Pairings).OpenAsync(Display.HashOf(secret), from) is not { } pairing)
            return Problem.Later(context, TimeSpan.FromMinutes(1), "too many codes wait to be confirmed");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new PairingBody(pairing.Code, secret, pairing.ExpiresAt), WireJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, IGrainFactory grains, PairingRates rates)
    {
        if (!SameOrigin.Allows(context.Request)) return OtherOrigin();
        if (rates.WaitForClaim(PairingRates.From(context)) is { } wait) return Problem.TooMany(context, wait, "too many codes were asked about from here");
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 1_000);
        if (refusal is not null) return refusal;
        using (json)
        {
            if (Text(json!.RootElement, "code") is not { } code) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "/code", "must be the code");
            if (Text(json.RootElement, "secret") is not { } secret) return Problem.Field(StatusCodes.Status422UnprocessableEntity, "/secret", "must be the secret that came with the code");
            var claim = await grains.GetGrain<IPairingGrain>(DisplayKey.Pairings).ClaimAsync(code, Display.HashOf(secret));
            if (!claim.Known) return Gone();
            if (claim.Display is not { } id) return Results.StatusCode(StatusCodes.Status202Accepted);
            // Asked of the display itself: what a node remembers may be some seconds old.
            if (await grains.GetGrain<IDisplayGrain>(DisplayKey.Of(id)).FindAsync() is null) return Gone();
            DisplayCookie.Write(context, id, secret);
            context.Response.Headers.CacheControl = "no-store";
            return Results.NoContent();
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String
        && JsonText.Of(given) is { Length: > 0 and <= LongestSecret } text ? text : null;

    private static IResult Gone() => Problem.Of(StatusCodes.Status404NotFound, "there is no such code any more; ask for a new one");

    private static IResult OtherOrigin() => Problem.Of(StatusCodes.Status403Forbidden, "another origin asks");
}
