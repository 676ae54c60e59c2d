using System.IO.Compression;
using System.Net.Http.Headers;

namespace FunnelGrains.Sdk;

/// <summary>The bodies of event posts: JSON arrays within the server's bounds, large ones with gzip.</summary>
internal static class EventBody
{
    /// <summary>The server takes at most so many events in an array.</summary>
    public const int MostEvents = 1000;

    /// <summary>Below the server's 5 MB, brackets and commas included.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Cuts the events into lists that each fit one body; an event larger than the bound goes alone.</summary>
    public static IEnumerable<List<SerializedEvent>> Cut(IReadOnlyList<FunnelEvent> events)
    {
        var part = new List<SerializedEvent>();
        long bytes = 0;
        for (var index = 0; index < events.Count; index++)
        {
            var next = SerializedEvent.From(index, events[index]);
            if (part.Count > 0 && (part.Count == MostEvents || bytes + next.Json.Length + 1 > MostBytes))
            {
                yield return part;
                part = [];
                bytes = 0;
            }
            part.Add(next);
            bytes += next.Json.Length + 1;
        }
        if (part.Count > 0)
            yield return part;
    }

    public static byte[] Join(IReadOnlyList<SerializedEvent> events)
    {
        var bytes = new byte[1 + events.Sum(e => e.Json.Length + 1)];
        var at = 0;
        foreach (var e in events)
        {
            bytes[at++] = (byte)(at == 1 ? '[' : ',');
            e.Json.Span.CopyTo(bytes.AsSpan(at));
            at += e.Json.Length;
        }
        bytes[at] = (byte)']';
        return bytes;
    }

    public static ByteArrayContent Content(byte[] body, int? compressFrom)
    {
        var compress = body.Length >= compressFrom;
        var content = new ByteArrayContent(compress ? Gzip(body) : body);
        content.Headers.ContentType = Json;
        if (compress)
            content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }
}
