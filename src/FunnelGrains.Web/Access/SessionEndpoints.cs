using FunnelGrains.Abstractions.Access;
using FunnelGrains.Web.Problems;
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
        api.MapGet("/session", Who).RequireAuthorization(Caller.Display);
        api.MapPost("/session", SignInAsync);
        api.MapDelete("/session", () => Results.SignOut(authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme]));
    }

    private static IResult Who(HttpContext context, IOptions<AccessOptions> access)
    {
        var workspace = context.User.Workspace();
        return Results.Json(new SessionBody(workspace, access.Value.Names.GetValueOrDefault(workspace), context.User.IsWithoutKey()));
    }

    private static async Task<IResult> SignInAsync(SignInBody body, HttpContext context, IGrainFactory grains)
    {
        if (!SameOrigin.Allows(context.Request)) return Problem.Of(StatusCodes.Status403Forbidden, "another origin asks");
        if (body.Token is not { Length: > 0 and <= 200 } token) return Problem.Field(StatusCodes.Status400BadRequest, "/token", "is required");
        if (await grains.GetGrain<ISignInGrain>("signin").RedeemAsync(token) is not { } workspace)
            return Problem.Of(StatusCodes.Status401Unauthorized, "the link was used or is older than 10 minutes; every start of the server prints a new one");
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Caller.Of(CookieAuthenticationDefaults.AuthenticationScheme, "browser", workspace, [Caller.Read, Caller.Display]));
        return Results.NoContent();
    }

    /// <summary>Who asks.</summary>
    /// <param name="Workspace">The workspace's key.</param>
    /// <param name="Name">What its board is headed with; null: nothing is known but the key.</param>
    /// <param name="Open">Nobody signed in: this machine may read the demo.</param>
    private sealed record SessionBody(string Workspace, string? Name, bool Open);

    private sealed record SignInBody(string? Token);
}
