using System.Security.Cryptography;
using System.Text.Json;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Displays;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Access;

/// <summary>A browser's session: made by a one-time link, asked for by the page, ended by signing out.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapGet("/session", WhoAsync).RequireAuthorization(Caller.Display)
            .Describe("Session", "readSession", "Who is signed in", "What the caller may do, of a television how it is to look, and the antiforgery token that a browser sends as `X-Antiforgery` with what changes anything.")
            .Answers<SessionBody>(200, """{"workspace":"default","name":null,"open":false,"caller":"browser","antiforgery":"CfDJ8…","scopes":["admin","display","ingest","read"],"display":null}""");
        // The one-time token of the body is its authority, not a cookie that may come along.
        api.MapPost("/session", SignInAsync).ChangesNothing()
            .Describe("Session", "signIn", "Sign a browser in", "Exchanges the token of the link that the start printed, which works once within 10 minutes, for a cookie of the administrator.")
            .Takes<SignInBody>(JsonBody.MediaType, "The text after # of the link", """{"token": "0f3a…"}""")
            .Produces(204).Problems(400, 401, 403, 413, 415, 422);
        api.MapDelete("/session", SignOutAsync)
            .Describe("Session", "signOut", "Sign the browser out", "Ends its session: takes its cookie away, which opens nothing any more wherever it is, and ends its boards. Needs `X-Antiforgery`.")
            .Produces(200).Problems(403, 503);
    }

    private static async Task<IResult> WhoAsync(HttpContext context, IOptions<AccessOptions> access, IAntiforgery antiforgery, KnownAccess known)
    {
        var display = context.User.DisplayId() is { } id ? await known.FindDisplayAsync(id) : null;
        // Browsers keep no cookie for ever: it is given anew as long as the television looks.
        if (display is not null && DisplayCookie.Read(context.Request) is var (_, secret)) DisplayCookie.Write(context, display.Id, secret);
        var workspace = context.User.Workspace();
        return Results.Json(new SessionBody(
            workspace, access.Value.Names.GetValueOrDefault(workspace), context.User.IsWithoutKey(), context.User.Origin(),
            antiforgery.GetAndStoreTokens(context).RequestToken!, [.. context.User.Scopes()], display is null ? null : OwnDisplayBody.Of(display)), WireJson.Options);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IGrainFactory grains)
    {
        if (!SameOrigin.Allows(context.Request)) return Problem.Of(StatusCodes.Status403Forbidden, "another origin asks");
        var (json, refusal) = await JsonBody.ReadAsync(context, longest: 1_000);
        if (refusal is not null) return refusal;
        using (json)
        {
            if (json!.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("token", out var given)
                || given.ValueKind != JsonValueKind.String || JsonText.Of(given) is not { Length: > 0 and <= 200 } token)
                return Problem.Field(StatusCodes.Status422UnprocessableEntity, "/token", "must be the text after # of the link that the server printed");
            if (await grains.GetGrain<ISignInGrain>(AccessKey.SignIn).RedeemAsync(token) is not { } workspace)
                return Problem.Of(StatusCodes.Status401Unauthorized, "the link was used or is older than 10 minutes; every start of the server prints a new one");
            await context.SignInAsync(
                CookieAuthenticationDefaults.AuthenticationScheme,
                Caller.Browser(CookieAuthenticationDefaults.AuthenticationScheme, workspace, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
            return Results.NoContent();
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, KnownAccess known)
    {
        if (context.User.Session() is { } session) await known.EndAsync(session);
        if (context.User.DisplayId() is not null) DisplayCookie.Delete(context);
        return Results.SignOut(authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme]);
    }

    /// <summary>A cookie says who came in, not whether he left since.</summary>
    public static async Task CheckAsync(CookieValidatePrincipalContext cookie)
    {
        var known = (KnownAccess)cookie.HttpContext.RequestServices.GetService(typeof(KnownAccess))!;
        if (cookie.Principal?.Session() is null || !await known.HoldsAsync(cookie.Principal, KnownAccess.Recent)) cookie.RejectPrincipal();
    }
}

/// <summary>Who asks.</summary>
/// <param name="Workspace">The key of the workspace that is seen.</param>
/// <param name="Name">What its board is headed with; null: nothing is known but the key.</param>
/// <param name="Open">Nobody signed in: this machine may read the demo.</param>
/// <param name="Caller">How the journal names the caller: <c>browser</c>, <c>demo</c> without a key, <c>display:</c> and a television's id, or <c>key:</c> and the key's id.</param>
/// <param name="Antiforgery">What a page sends as <c>X-Antiforgery</c> with all that changes anything.</param>
/// <param name="Scopes">What the caller may do: of <c>admin</c>, <c>display</c>, <c>ingest</c>, <c>read</c>.</param>
/// <param name="Display">The television that asks; null for everybody else.</param>
internal sealed record SessionBody(string Workspace, string? Name, bool Open, string Caller, string Antiforgery, IReadOnlyList<string> Scopes, OwnDisplayBody? Display);

/// <summary>A sign-in by the printed link.</summary>
/// <param name="Token">The text after # of the printed link.</param>
internal sealed record SignInBody(string Token);
