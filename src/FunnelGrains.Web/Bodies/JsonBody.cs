using System.Text.Json;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunnelGrains.Web.Bodies;

/// <summary>JSON as strictly as we read it: UTF-8, no member twice, no comments, nested at most 16 deep.</summary>
internal static class JsonBody
{
    public const string MediaType = "application/json";

    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Like <see cref="Strict"/>, but for members that stand there twice: to find the part that is at fault.</summary>
    public static readonly JsonDocumentOptions Loose = new() { AllowDuplicateProperties = true, MaxDepth = 16 };

    /// <summary>Reads a small document; its texts and names are valid Unicode.</summary>
    /// <param name="context">The request.</param>
    /// <param name="longest">In bytes.</param>
    /// <returns>The document, which the caller disposes, or the answer that says why there is none.</returns>
    public static async ValueTask<(JsonDocument? Json, IResult? Refusal)> ReadAsync(HttpContext context, int longest = 1_000_000)
    {
        if (!TryType(context.Request, out var type) || type != MediaType)
            return (null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, "send application/json, in UTF-8"));
        using var body = new BodyReader(Budget(context));
        if (await body.ReadAsync(context.Request, longest) is { } refusal) return (null, refusal.ToProblem(context));
        // The document outlives the pooled bytes.
        if (JsonSize.IsTooMuch(body.Bytes.Span, JsonSize.MostOfOne)) return (null, TooMuch(JsonSize.MostOfOne));
        if (!TryParse(body.Bytes.ToArray(), out var json, out var why)) return (null, Unreadable(why));
        if (JsonText.IsValid(json.RootElement)) return (json, null);
        json.Dispose();
        return (null, Problem.Field(StatusCodes.Status400BadRequest, "", "the body has a text that is not valid Unicode"));
    }

    /// <summary>Parses a whole body.</summary>
    /// <returns>The answer when it cannot be read; null when it was.</returns>
    public static IResult? Parse(ReadOnlyMemory<byte> bytes, out ParsedJson json)
    {
        json = default;
        if (JsonSize.IsTooMuch(bytes.Span)) return TooMuch();
        return TryParse(bytes, ParsedJson.Of, out json, out var why) ? null : Unreadable(why);
    }

    /// <summary>Parses strictly.</summary>
    /// <param name="bytes">Used as long as the document is.</param>
    /// <param name="json">The document, which the caller disposes.</param>
    /// <param name="why">What is wrong, without a word of what was sent: that may be personal.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out JsonDocument json, out string why) =>
        TryParse(bytes, static (text, how) => JsonDocument.Parse(text, how), out json, out why);

    private static bool TryParse<T>(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, JsonDocumentOptions, T> parse, out T json, out string why)
    {
        (json, why) = (default!, "");
        try
        {
            json = parse(bytes, Strict);
            return true;
        }
        catch (JsonException unreadable)
        {
            why = unreadable is { LineNumber: { } line, BytePositionInLine: { } at } ? $"line {line + 1}, byte {at + 1}" : "a member stands there twice";
        }
        catch (InvalidOperationException)
        {
            // From the comparison of names.
            why = "a member's name is not valid Unicode";
        }

        return false;
    }

    /// <summary>The media type, lower case, without parameters; false when there is none, or when its charset is not UTF-8.</summary>
    public static bool TryType(HttpRequest request, out string type)
    {
        type = "";
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var header)) return false;
        type = header.MediaType.ToString().ToLowerInvariant();
        return !header.Charset.HasValue || header.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Said of a text with more values than that.</summary>
    public static IResult TooMuch(int most = JsonSize.Most) =>
        Problem.Of(StatusCodes.Status413PayloadTooLarge, $"a body has at most {most} values, names and brackets here");

    private static IResult Unreadable(string why) => Problem.Field(StatusCodes.Status400BadRequest, "", $"the body is not JSON that can be read: {why}");

    private static BodyBudget Budget(HttpContext context) =>
        (BodyBudget)context.RequestServices.GetService(typeof(BodyBudget))!;
}
