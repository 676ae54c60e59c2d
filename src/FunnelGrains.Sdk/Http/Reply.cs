using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunnelGrains.Sdk;

/// <summary>An answer, its body read whole.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="RetryAfter">When to come again.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Location">Where a redirect leads.</param>
/// <param name="Next">The query of the next page, from its <c>?</c>; null at the end of a list, and for what is none.</param>
internal sealed record Reply(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter, string? MediaType, Uri? Location, string? Next = null)
{
    public bool Success => (int)Status is >= 200 and < 300;

    /// <summary>The server, or something before it, is not able to answer now; another attempt may succeed.</summary>
    public bool Transient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>By the contract nothing of the request was carried out.</summary>
    public bool NothingDone => Status is HttpStatusCode.TooManyRequests
        || (Status is HttpStatusCode.ServiceUnavailable && MediaType == "application/problem+json");

    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (!Success)
            throw Failure();
        return TryRead(type) ?? throw new FunnelApiException(Status, null, "The address answers, but not as a FunnelGrains server does; is the URL right?");
    }

    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public FunnelApiException Failure()
    {
        var problem = MediaType == "application/problem+json" ? TryRead(FunnelJson.Default.FunnelProblem) : null;
        return new FunnelApiException(Status, problem, Say(problem));
    }

    private string Say(FunnelProblem? problem)
    {
        var what = Status switch
        {
            HttpStatusCode.Unauthorized => "The key is missing or not valid",
            HttpStatusCode.Forbidden => "The key's scope does not allow this",
            _ when (int)Status is >= 300 and < 400 => $"The address answers with a redirect to {Location}, which is not followed",
            _ => problem?.Title ?? "The server does not take the request",
        };
        var errors = problem?.Errors?.Select(field => $"{field.Key}: {string.Join(", ", field.Value)}") ?? [];
        var detail = string.Join("; ", errors.Prepend(problem?.Detail).Where(text => !string.IsNullOrWhiteSpace(text)));
        return detail.Length == 0 ? $"{what} ({(int)Status})." : $"{what} ({(int)Status}): {detail}";
    }
}
