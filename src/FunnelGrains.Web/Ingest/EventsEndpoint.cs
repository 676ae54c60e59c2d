using System.Buffers;
using System.Text.Json;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace FunnelGrains.Web.Ingest;

/// <summary><c>POST /api/v1/events</c>: one event, an array, or a stream of lines.</summary>
internal static class EventsEndpoint
{
    private const int MostEvents = 1_000;
    private const int LongestBody = 5_000_000;
    private const int LongestStream = 100_000_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static void MapEvents(this IEndpointRouteBuilder api) => api.MapPost("/events", PostAsync).RequireAuthorization(Caller.Ingest);

    private static async Task<IResult> PostAsync(HttpContext context, IGrainFactory grains, AgreementCache agreements, TimeProvider time)
    {
        if (await agreements.FindAsync(context.User.Workspace()) is not { } book) return Problem.Of(StatusCodes.Status404NotFound, "there is no such workspace");
        var now = Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var parser = new EventParser(book, now, key.Length == 0 ? null : key);
        var poster = new EventPoster(grains, book.Workspace, context.User.Origin(), context.Request.Query["results"] == "all");
        var ledger = new IngestLedger();
        var refusal = MediaType(context.Request) switch
        {
            "application/json" => await JsonAsync(context, parser, poster, ledger),
            "application/x-ndjson" => await LinesAsync(context, parser, poster, ledger),
            _ => Problem.Of(StatusCodes.Status415UnsupportedMediaType, "send application/json or application/x-ndjson"),
        };
        if (refusal is not null) return refusal;
        if (ledger.IsAllLater) return Problem.Later(context, ledger.RetryAfter!.Value, "the server cannot take events now; send them again");
        if (ledger.RetryAfter is { } after) context.Response.Headers.RetryAfter = Problem.RetryAfter(after);
        return Results.Json(ledger.Answer(), WireJson.Options, statusCode: ledger.Status);
    }

    private static string MediaType(HttpRequest request) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() : "";

    private static async Task<IResult?> JsonAsync(HttpContext context, EventParser parser, EventPoster poster, IngestLedger ledger)
    {
        using var buffer = new MemoryStream();
        if (!await BodyReader.ReadAsync(context.Request, buffer, LongestBody))
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "a body has at most 5 MB; send more as application/x-ndjson");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), Strict);
        }
        catch (JsonException unreadable)
        {
            return Problem.Field(StatusCodes.Status400BadRequest, "", $"the body is not JSON that can be read: {unreadable.Message}");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                return Problem.Field(StatusCodes.Status400BadRequest, "", "the body must be an event or an array of events");
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > MostEvents)
                return Problem.Of(StatusCodes.Status413PayloadTooLarge, $"an array has at most {MostEvents} events; send more as application/x-ndjson");
            var good = new List<(int, IncomingEvent)>();
            var index = 0;
            foreach (var json in root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root })
                Take(parser, json, index++, good, ledger);
            await poster.PostAsync(good, ledger);
        }

        return null;
    }

    private static async Task<IResult?> LinesAsync(HttpContext context, EventParser parser, EventPoster poster, IngestLedger ledger)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestStream;
        var good = new List<(int, IncomingEvent)>();
        var index = 0;
        await foreach (var line in LineReader.ReadAsync(context.Request.Body, LongestStream, context.RequestAborted))
        {
            if (line.Problem is { } problem)
            {
                ledger.Refuse(index++, null, [new FieldError("", problem)]);
                if (line.IsLast) break;
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(line.Text, Strict);
                Take(parser, document.RootElement, index, good, ledger);
            }
            catch (JsonException unreadable)
            {
                ledger.Refuse(index, null, [new FieldError("", $"the line is not JSON that can be read: {unreadable.Message}")]);
            }

            index++;
            if (good.Count < MostEvents) continue;
            await poster.PostAsync(good, ledger);
            good.Clear();
            // What is not taken now is not taken for what follows either: the sender sends the rest again.
            if (ledger.RetryAfter is not null) break;
        }

        if (good.Count > 0) await poster.PostAsync(good, ledger);
        return index == 0 ? Problem.Of(StatusCodes.Status400BadRequest, "the body has no line") : null;
    }

    private static void Take(EventParser parser, JsonElement json, int index, List<(int, IncomingEvent)> good, IngestLedger ledger)
    {
        var errors = new List<FieldError>();
        if (parser.Parse(json, index, errors) is { } e) good.Add((index, e));
        else ledger.Refuse(index, IdOf(json), errors);
    }

    private static string? IdOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? EventFields.Decode(id) is { Length: <= 200 } text ? text : null : null;
}
