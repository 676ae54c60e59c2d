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
    public static ValueTask<IResult?> OwnAsync(HttpContext context, BodyBudget budget, IngestBody body) => ReadAsync(context, budget, root =>
    {
        if (root.ValueKind == JsonValueKind.Object) body.Take(root);
        else if (root.ValueKind == JsonValueKind.Array) return Each(root, body.Take);
        else return Unfit("the body must be an event or an array of events");
        return null;
    });

    /// <summary><c>application/cloudevents-batch+json</c>; an empty batch is legal.</summary>
    public static ValueTask<IResult?> BatchAsync(HttpContext context, BodyBudget budget, IngestBody body) => ReadAsync(context, budget, root =>
        root.ValueKind == JsonValueKind.Array ? Each(root, json => body.Take(StructuredReader.Read(json))) : Unfit("the body must be an array of CloudEvents"));

    /// <summary><c>application/cloudevents+json</c>: what is no CloudEvent is answered 400, one that is not ours 422.</summary>
    public static ValueTask<IResult?> StructuredAsync(HttpContext context, BodyBudget budget, IngestBody body) => ReadAsync(context, budget, root =>
    {
        var read = StructuredReader.Read(root);
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
            read.Data = document.RootElement;
            body.Take(read);
        }

        return null;
    }

    private static async ValueTask<IResult?> ReadAsync(HttpContext context, BodyBudget budget, Func<JsonElement, IResult?> take)
    {
        using var reader = new BodyReader(budget);
        if (await reader.ReadAsync(context.Request, Longest) is { } refusal) return refusal.ToProblem(context);
        if (JsonBody.Parse(reader.Bytes, out var document) is { } problem) return problem;
        using (document) return take(document.RootElement);
    }

    private static IResult? Each(JsonElement array, Action<JsonElement> take)
    {
        if (array.GetArrayLength() > MostEvents)
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, $"an array has at most {MostEvents} events; send more as application/x-ndjson");
        foreach (var json in array.EnumerateArray()) take(json);
        return null;
    }

    private static IResult NoCloudEvent(IEnumerable<FieldError> errors) => Problem.Fields(StatusCodes.Status400BadRequest, "not a CloudEvent 1.0", errors);

    private static IResult Unfit(string why) => Problem.Field(StatusCodes.Status400BadRequest, "", why);
}
