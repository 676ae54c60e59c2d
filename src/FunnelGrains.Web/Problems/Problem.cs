using FunnelGrains.Domain;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Problems;

/// <summary>Problem documents (RFC 9457); <c>errors</c> names each bad field by its JSON pointer or parameter.</summary>
internal static class Problem
{
    private const int MostFields = 100;
    private const int MostTold = 10;

    public static IResult Of(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null) => Results.Problem(
        detail, statusCode: status, type: TypeOf(status),
        extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>Gives words to what the framework answers by itself, and its type.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Type = TypeOf(problem.Status ?? context.HttpContext.Response.StatusCode);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "there is nothing at this address",
            StatusCodes.Status405MethodNotAllowed => "this address does not have this method",
            StatusCodes.Status415UnsupportedMediaType => "this address does not take this kind of body",
            StatusCodes.Status500InternalServerError => "something is wrong with the server; its log says what",
            _ => problem.Title,
        };
    }

    public static IResult Field(int status, string pointer, string error) =>
        Of(status, pointer.Length == 0 ? error : $"{pointer}: {error}", new Dictionary<string, string[]> { [pointer] = [error] });

    /// <summary>Several things that are wrong: the first hundred, of which the detail tells ten.</summary>
    public static IResult Fields(int status, string what, IEnumerable<FieldError> errors)
    {
        var all = errors.Take(MostFields).ToList();
        return Of(status, $"{what}: {string.Join("; ", all.Take(MostTold).Select(error => $"{error.Pointer} {error.Message}".Trim()))}", ByField(all));
    }

    /// <summary>What is wrong, by JSON pointer.</summary>
    public static Dictionary<string, string[]> ByField(IEnumerable<FieldError> errors) => errors
        .GroupBy(error => error.Pointer, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray(), StringComparer.Ordinal);

    /// <summary>429 with <c>Retry-After</c>.</summary>
    public static IResult TooMany(HttpContext context, TimeSpan after, string detail)
    {
        context.Response.Headers.RetryAfter = RetryAfter(after);
        return Of(StatusCodes.Status429TooManyRequests, detail);
    }

    /// <summary>503 with <c>Retry-After</c>.</summary>
    public static IResult Later(HttpContext context, TimeSpan after, string detail)
    {
        context.Response.Headers.RetryAfter = RetryAfter(after);
        return Of(StatusCodes.Status503ServiceUnavailable, detail);
    }

    private static string TypeOf(int status) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"https://httpstatuses.io/{status}");

    public static string RetryAfter(TimeSpan after) =>
        Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
