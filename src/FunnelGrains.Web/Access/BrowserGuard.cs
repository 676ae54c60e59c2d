using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Access;

/// <summary>
/// What a browser's cookie may change needs our own page's <c>Origin</c> and the antiforgery token that <c>GET /api/v1/session</c> gives. It holds for every endpoint, also one that
/// forgot about it; those that change nothing, or whose authority is in the body, say so.
/// </summary>
internal static class BrowserGuard
{
    /// <summary>The header that carries the token.</summary>
    public const string Header = "X-Antiforgery";

    /// <summary>Says that a POST changes nothing, so that a cookie alone may ask it.</summary>
    public static T ChangesNothing<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Unguarded());

    /// <summary>Lets through what is safe.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        if (reads || !IsBrowser(context) || context.GetEndpoint()?.Metadata.GetMetadata<Unguarded>() is not null) await next(context);
        else if (!SameOrigin.Allows(context.Request)) await Refuse("another origin asks").ExecuteAsync(context);
        else if (!await ((IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!).IsRequestValidAsync(context))
            await Refuse($"the antiforgery token of GET /api/v1/session is missing or old; send it as {Header}").ExecuteAsync(context);
        else await next(context);
    }

    private static bool IsBrowser(HttpContext context) =>
        context.User.Identities.Any(identity => identity.IsAuthenticated && identity.AuthenticationType is CookieAuthenticationDefaults.AuthenticationScheme or KeyAuthentication.DisplayName);

    private static IResult Refuse(string why) => Problem.Of(StatusCodes.Status403Forbidden, why);

    private sealed record Unguarded;
}
