using System.IO.Compression;
using System.Text;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>Bodies that are small on their way and would become very large: by being unpacked, by being read, or by what is to be told of them.</summary>
internal static class Bombs
{
    private const string Json = "application/json", Lines = "application/x-ndjson";
    private const string Start = "{\"id\":\"x\",\"type\":\"lead.captured\",\"lead\":\"bomb\"";

    /// <summary>All of them, each with a name of its own, compressed.</summary>
    public static IReadOnlyDictionary<string, BadBody> All { get; } = new Dictionary<string, BadBody>(StringComparer.Ordinal)
    {
        ["spaces"] = Gzip("spaces", new string(' ', 60_000_000), Json),
        ["one line of spaces"] = Brotli("one line of spaces", new string(' ', 60_000_000)),
        ["blank lines"] = Brotli("blank lines", new string('\n', 90_000_000)),
        ["millions of numbers"] = Gzip("millions of numbers", $"[{Times(2_400_000, _ => "1")}]", Json),
        ["millions of numbers in an event"] = Gzip("millions of numbers in an event", $"[{Start},\"data\":{{\"a\":[{Times(2_400_000, _ => "1")}]}}}}]", Json),
        ["an array of duplicates"] = Gzip("an array of duplicates", $"[{{{Times(700_000, _ => "\"a\":1")}}}]", Json),
        ["attributes"] = Gzip("attributes", $"[{Start},\"data\":{{{Times(400_000, place => $"\"a{place}\":1")}}}}}]", Json),
        ["members"] = Gzip("members", $"[{Start},{Times(400_000, place => $"\"a{place}\":1")}}}]", Json),
        ["personal members"] = Gzip("personal members", $"[{Start},\"personal\":{{{Times(400_000, place => $"\"a{place}\":1")}}}}}]", Json),
        ["lines of many faults"] = Gzip("lines of many faults", Repeat(400, $"{Start},\"data\":{{{Times(5_000, place => $"\"a{place}\":[]")}}}}}\n"), Lines),
        ["lines that are no events"] = Gzip("lines that are no events", Repeat(100_000, "7\n"), Lines),
        ["long ids"] = Gzip("long ids", string.Concat(Enumerable.Range(0, 90_000).Select(place => $"{{\"id\":\"{new string('i', 190)}{place}\",\"type\":\"x\",\"lead\":\"L\"}}\n")), Lines),
        ["exceptions of a calendar"] = Gzip("exceptions of a calendar", $"{{\"calendar\":{{\"exceptions\":[{Times(300_000, _ => "{}")}]}}}}", Json) with { Path = "/api/v1/calculate/due" },
    };

    private static string Times(int count, Func<int, string> one) => string.Join(',', Enumerable.Range(0, count).Select(one));

    private static string Repeat(int count, string one) => new StringBuilder(count * one.Length).Insert(0, one, count).ToString();

    private static BadBody Gzip(string kind, string text, string type)
    {
        var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return new BadBody(kind, to.ToArray(), type, [("Content-Encoding", "gzip")]);
    }

    private static BadBody Brotli(string kind, string text)
    {
        var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return new BadBody(kind, to.ToArray(), Lines, [("Content-Encoding", "br")]);
    }
}
