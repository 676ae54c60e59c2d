using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Problems;

/// <summary>Problem documents (RFC 9457); <c>errors</c> names each bad field by its JSON pointer or parameter.</summary>
internal static class Problem
{
    public static IResult Of(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null) => Results.Problem(
        detail, statusCode: status, type: $"https://httpstatuses.io/{status}",
        extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });

    public static IResult Field(int status, string pointer, string error) =>
        Of(status, $"{pointer}: {error}", new Dictionary<string, string[]> { [pointer] = [error] });

    /// <summary>503 with <c>Retry-After</c>.</summary>
    public static IResult Later(HttpContext context, TimeSpan after, string detail)
    {
        context.Response.Headers.RetryAfter = RetryAfter(after);
        return Of(StatusCodes.Status503ServiceUnavailable, detail);
    }

    public static string RetryAfter(TimeSpan after) =>
        Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
