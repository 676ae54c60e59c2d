using System.Runtime.InteropServices;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Ingest.CloudEvents;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest;

/// <summary>The bodies that are read whole: an event or an array of them, a CloudEvent or a batch of them.</summary>
internal static class WholeBodies
{
    /// <summary>The most events of an array or a batch.</summary>
    public const int MostEvents = 1_000;

    /// <summary>The most bytes, decompressed.</summary>
    public const int Longest = 5_000_000;

    /// <summary><c>application/json</c>.</summary>
    public static ValueTask<IResult?> OwnAsync(HttpContext context, BodyBudget budget, IngestBody body) =>
        ReadAsync(context, budget, body, "an event or an array of events", one: Taking(body.Take), each: body.Take);

    /// <summary><c>application/cloudevents-batch+json</c>; an empty batch is legal.</summary>
    public static ValueTask<IResult?> BatchAsync(HttpContext context, BodyBudget budget, IngestBody body) =>
        ReadAsync(context, budget, body, "an array of CloudEvents", one: null, each: json => body.Take(StructuredReader.Read(json)));

    /// <summary><c>application/cloudevents+json</c>: what is no CloudEvent is answered 400, one that is not ours 422.</summary>
    public static ValueTask<IResult?> StructuredAsync(HttpContext context, BodyBudget budget, IngestBody body) =>
        ReadAsync(context, budget, body, "a CloudEvent", each: null, one: json =>
        {
            var read = StructuredReader.Read(json);
            if (read.Errors.Count > 0) return NoCloudEvent(read.Errors);
            body.Take(read);
            return null;
        });

    /// <summary>A CloudEvent whose attributes are headers; an empty body is no data.</summary>
    public static async ValueTask<IResult?> BinaryAsync(HttpContext context, BodyBudget budget, IngestBody body)
    {
        var read = CloudEvents.BinaryReader.Read(context.Request);
        if (read.Errors.Count > 0) return NoCloudEvent(read.Errors);
        using var reader = new BodyReader(budget);
        if (await reader.ReadAsync(context.Request, Longest) is { } refusal) return refusal.ToProblem(context);
        if (!read.IsJson || reader.Bytes.IsEmpty)
        {
            body.Take(read);
            return null;
        }

        if (JsonBody.Parse(reader.Bytes, out var document) is { } problem) return problem;
        using (document)
        {
            read.Data = document.Root;
            body.Take(read);
        }

        return null;
    }

    private static async ValueTask<IResult?> ReadAsync(
        HttpContext context, BodyBudget budget, IngestBody body, string expected, Func<JsonElement, IResult?>? one, Action<JsonElement>? each)
    {
        using var reader = new BodyReader(budget);
        if (await reader.ReadAsync(context.Request, Longest) is { } refusal) return refusal.ToProblem(context);
        // Not to be taken apart either.
        if (JsonSize.IsTooMuch(reader.Bytes.Span)) return JsonBody.TooMuch();
        if (JsonBody.Parse(reader.Bytes, out var document) is { } problem) return each is not null && IsTakenApart(reader.Bytes, body, each) ? null : problem;
        using (document)
        {
            var root = document.Root;
            if (one is not null && root.ValueKind == JsonValueKind.Object) return one(root);
            if (each is null || root.ValueKind != JsonValueKind.Array) return Problem.Field(StatusCodes.Status400BadRequest, "", $"the body must be {expected}");
            if (root.GetArrayLength() > MostEvents)
                return Problem.Of(StatusCodes.Status413PayloadTooLarge, $"an array has at most {MostEvents} events; send more as application/x-ndjson");
            foreach (var json in root.EnumerateArray()) each(json);
            return null;
        }
    }

    /// <summary>
    /// An array in which something is read only loosely (a member twice, a name of broken Unicode) is read event by event, so that the neighbours of what is broken are kept.
    /// </summary>
    /// <returns>False when it is no such array.</returns>
    private static bool IsTakenApart(ReadOnlyMemory<byte> bytes, IngestBody body, Action<JsonElement> take)
    {
        ParsedJson array;
        try
        {
            array = ParsedJson.Of(bytes, JsonBody.Loose);
        }
        catch (JsonException)
        {
            return false;
        }

        using (array)
        {
            if (array.Root.ValueKind != JsonValueKind.Array || array.Root.GetArrayLength() > MostEvents) return false;
            foreach (var json in array.Root.EnumerateArray())
            {
                if (JsonBody.TryParse(JsonMarshal.GetRawUtf8Value(json).ToArray(), out var one, out var why))
                    using (one) take(one.RootElement);
                else body.Refuse($"the event is not JSON that can be read: {why}");
            }
        }

        return true;
    }

    private static IResult NoCloudEvent(IEnumerable<FieldError> errors) => Problem.Fields(StatusCodes.Status400BadRequest, "not a CloudEvent 1.0", errors);

    private static Func<JsonElement, IResult?> Taking(Action<JsonElement> take) => json =>
    {
        take(json);
        return null;
    };
}
