using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Ingest.CloudEvents;

/// <summary>A CloudEvent whose attributes are headers (<c>ce-id</c>, …) and whose data is the body.</summary>
internal static class BinaryReader
{
    private const string Prefix = "ce-";

    /// <summary>Whether the request is one: it has one of the headers that each must have.</summary>
    public static bool Is(HttpRequest request) =>
        request.Headers.ContainsKey("ce-specversion") || request.Headers.ContainsKey("ce-id") || request.Headers.ContainsKey("ce-type")
        || request.Headers.ContainsKey("ce-source");

    /// <param name="request">Whose headers.</param>
    /// <returns>Its attributes; whether it is one, its errors say.</returns>
    public static CloudEvent Read(HttpRequest request)
    {
        var read = new CloudEvent();
        foreach (var (name, values) in request.Headers)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var attribute = name[Prefix.Length..].ToLowerInvariant();
            if (values.Count != 1) read.Wrong(attribute, "stands there twice");
            else if (attribute is "datacontenttype" or "data") read.Wrong(attribute, "is no header: the data is the body, its type Content-Type");
            else read.Take(attribute, Decode(values[0] ?? ""));
        }

        if (request.ContentType is { Length: > 0 } type) read.Take("datacontenttype", type);
        read.Complete();
        return read;
    }

    /// <summary>One round of the percent-encoding that the HTTP binding asks for; a value in quotes loses them first.</summary>
    private static string Decode(string value)
    {
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"') value = value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return Uri.UnescapeDataString(value);
    }
}
