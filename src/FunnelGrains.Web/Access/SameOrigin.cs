using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Access;

/// <summary>Whether a request that a browser's cookie might carry comes from our own pages: CORS does not cover WebSockets.</summary>
internal static class SameOrigin
{
    /// <returns>True without an <c>Origin</c> (not a browser), or when it is this very host.</returns>
    public static bool Allows(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == request.Scheme && from.Authority == request.Host.Value);

    /// <summary>Refuses what comes from another origin.</summary>
    public static Task GuardAsync(HttpContext context, RequestDelegate next) => Allows(context.Request)
        ? next(context) : Problem.Of(StatusCodes.Status403Forbidden, "another origin asks").ExecuteAsync(context);
}
