using FunnelGrains.Web.Access;
using FunnelGrains.Web.Admission;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Ingest.CloudEvents;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Web.Ingest;

/// <summary><c>POST /api/v1/events</c>: one event, an array, a stream of lines, CloudEvents.</summary>
internal static class EventsEndpoint
{
    private const int LongestKey = 200;

    public static void MapEvents(this IEndpointRouteBuilder api) => api.MapPost("/events", PostAsync)
        .RequireAuthorization(Caller.Ingest).WithMetadata(new RequestSizeLimitAttribute(LineBody.Longest)).Describe();

    private static async Task<IResult> PostAsync(
        HttpContext context, IGrainFactory grains, AgreementCache agreements, KeyRates rates, BodyBudget budget, RetryBudget retries, TimeProvider time, ILoggerFactory logs)
    {
        var request = context.Request;
        if (Unfit(request) is { } unfit) return unfit;
        if (await agreements.FindAsync(context.User.Workspace()) is not { } book) return Problem.Of(StatusCodes.Status404NotFound, "there is no such workspace");
        var now = Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var key = request.Headers["Idempotency-Key"].ToString();
        var origin = context.User.Origin();
        var ledger = new IngestLedger(budget);
        context.Response.RegisterForDispose(ledger);
        var body = new IngestBody(
            new EventParser(book, now, origin, key.Length == 0 ? null : key),
            new EventPoster(grains, book.Workspace, origin, request.Query["results"] == "all", rates, retries, logs.CreateLogger<EventPoster>()), ledger);
        if (await ReadAsync(context, budget, body) is { } refusal) return refusal;
        if (await body.PostAsync(context) is { } later) return later;
        if (ledger.RetryAfter is { } after) context.Response.Headers.RetryAfter = Problem.RetryAfter(after);
        return ledger.Answer();
    }

    private static ValueTask<IResult?> ReadAsync(HttpContext context, BodyBudget budget, IngestBody body)
    {
        var fits = JsonBody.TryType(context.Request, out var type);
        return type switch
        {
            "application/cloudevents-batch+json" when fits => WholeBodies.BatchAsync(context, budget, body),
            "application/cloudevents+json" when fits => WholeBodies.StructuredAsync(context, budget, body),
            _ when CloudEvents.BinaryReader.Is(context.Request) && !type.StartsWith("application/cloudevents", StringComparison.Ordinal) =>
                WholeBodies.BinaryAsync(context, budget, body),
            JsonBody.MediaType when fits => WholeBodies.OwnAsync(context, budget, body),
            "application/x-ndjson" when fits => LineBody.ReadAsync(context, budget, body),
            _ => new(Problem.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "send application/json, application/x-ndjson, application/cloudevents+json or application/cloudevents-batch+json, in UTF-8, or a binary CloudEvent")),
        };
    }

    private static IResult? Unfit(HttpRequest request)
    {
        // The decompressor takes the header away when it knows the encoding.
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "Content-Encoding must be gzip or br");
        if (request.Headers["Idempotency-Key"] is { Count: > 0 } keys && keys.ToString().Length is 0 or > LongestKey)
            return Problem.Field(StatusCodes.Status400BadRequest, "Idempotency-Key", $"has 1 to {LongestKey} characters");
        if (request.Query.TryGetValue("results", out var results) && results != "all")
            return Problem.Field(StatusCodes.Status400BadRequest, "results", "must be all");
        return null;
    }
}
