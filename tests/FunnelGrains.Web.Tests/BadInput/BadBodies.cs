using System.IO.Compression;
using System.Text;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>Bad bodies of every kind, the same for the same number.</summary>
internal static class BadBodies
{
    private const string Json = "application/json", Lines = "application/x-ndjson", Cloud = "application/cloudevents+json", Batch = "application/cloudevents-batch+json";
    private static readonly string[] Elsewhere = ["/api/v1/calculate/due", "/api/v1/calculate/worked", "/api/v1/keys", "/api/v1/session"];

    public static BadBody Make(int number)
    {
        var dice = new Random(number);
        return dice.Next(20) switch
        {
            < 5 => Refused(dice),
            < 9 => Unreadable(dice),
            9 => new BadBody("broken UTF-8", BadEvents.BrokenUtf8(dice), Json, []),
            10 or 11 => Stream(dice, number),
            12 or 13 => Array(dice, number),
            14 => Broken(dice),
            15 => CloudEvent(dice),
            16 => CloudBatch(dice, number),
            17 => OtherType(dice),
            18 => Unreadable(dice) with { Path = Elsewhere[dice.Next(Elsewhere.Length)] },
            _ => dice.Next(20) == 0 ? TooLarge(dice) : Refused(dice) with { Path = Elsewhere[dice.Next(Elsewhere.Length)] },
        };
    }

    private static BadBody Refused(Random dice)
    {
        var (kind, json) = BadEvents.Refused(dice);
        return new BadBody(kind, Encoding.UTF8.GetBytes(json), Json, []);
    }

    private static BadBody Unreadable(Random dice)
    {
        var (kind, octets) = BadEvents.Unreadable(dice);
        return new BadBody(kind, octets, Json, []);
    }

    /// <summary>Good and bad lines mixed; no bad one may take a neighbour with it.</summary>
    private static BadBody Stream(Random dice, int number)
    {
        var body = new MemoryStream();
        var (good, bad) = (0, 0);
        for (var line = dice.Next(2, 12); line > 0; line--)
        {
            if (dice.Next(2) == 0)
            {
                body.Write(Encoding.UTF8.GetBytes(Good(number, good++)));
            }
            else
            {
                var octets = dice.Next(3) switch { 0 => BadEvents.BrokenUtf8(dice), 1 => BadEvents.Unreadable(dice).Octets, _ => Encoding.UTF8.GetBytes(BadEvents.Refused(dice).Json) };
                // Each must be one line that is not blank.
                if (octets.AsSpan().ContainsAny((byte)'\n', (byte)'\r') || octets.AsSpan().IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) octets = "{"u8.ToArray();
                body.Write(octets);
                bad++;
            }

            body.WriteByte((byte)'\n');
        }

        return new BadBody("mixed lines", body.ToArray(), Lines, [], good, bad);
    }

    private static BadBody Array(Random dice, int number)
    {
        var events = new List<string>();
        var (good, bad) = (0, 0);
        for (var place = dice.Next(2, 12); place > 0; place--) events.Add(dice.Next(2) == 0 ? Good(number, good++) : Bad(dice, ref bad));
        return new BadBody("mixed array", Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), Json, [], good, bad);
    }

    private static BadBody CloudBatch(Random dice, int number)
    {
        var events = new List<string>();
        var (good, bad) = (0, 0);
        for (var place = dice.Next(2, 12); place > 0; place--)
            events.Add(dice.Next(2) == 0
                ? $$"""{"specversion":"1.0","id":"1","source":"/s","type":"lead.captured","subject":"{{Lead(number, good++)}}"}"""
                : BadCloudEvent(dice, bad++));
        return new BadBody("mixed batch", Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), Batch, [], good, bad);
    }

    private static BadBody CloudEvent(Random dice) => dice.Next(3) switch
    {
        0 => new BadBody("bad CloudEvent", Encoding.UTF8.GetBytes(BadCloudEvent(dice, 0)), Cloud, []),
        1 => new BadBody("bad binary CloudEvent", "{}"u8.ToArray(), Json, [("ce-id", "1"), ("ce-type", "lead.captured"), ("ce-source", "%E0%A4%A"), ("ce-specversion", $"0.{dice.Next(9)}")]),
        _ => new BadBody("bad CloudEvent", BadEvents.Unreadable(dice).Octets, dice.Next(2) == 0 ? Cloud : Batch, []),
    };

    private static string BadCloudEvent(Random dice, int place) => dice.Next(6) switch
    {
        0 => $$"""{"specversion":"1.0","id":"{{place}}","source":"/s","type":"lead.captured"}""",
        1 => """{"specversion":"1.0","id":"","source":"/s","type":"lead.captured","subject":"x"}""",
        2 => """{"specversion":"1.0","id":"1","source":"/s","type":"lead.captured","subject":"x","Bad.Name":1}""",
        3 => """{"specversion":"1.0","id":"1","source":"a b","type":"lead.captured","subject":"x","time":"lunchtime"}""",
        4 => """{"specversion":"1.0","id":"1","source":"/\ud800","type":"lead.captured","subject":"x","ext":1e999}""",
        _ => $"[{place}]",
    };

    private static BadBody Broken(Random dice)
    {
        var encoding = dice.Next(2) == 0 ? "gzip" : "br";
        var type = dice.Next(2) == 0 ? Json : Lines;
        var whole = Compress(encoding, Encoding.UTF8.GetBytes(BadEvents.Event(dice, more: ",\"data\":{\"source\":\"ads ads ads\"}")));
        var octets = dice.Next(3) switch
        {
            0 => whole[..dice.Next(1, whole.Length)],
            1 => Encoding.UTF8.GetBytes(BadEvents.Event(dice)),
            _ => [.. whole[..(whole.Length / 2)], .. Enumerable.Repeat((byte)0xA5, 40)],
        };
        return new BadBody("broken compression", octets, type, [("Content-Encoding", encoding)]);
    }

    private static BadBody OtherType(Random dice)
    {
        string[] types = ["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "application/cloudevents+avro", "json", "*/*"];
        return new BadBody("other media type", Encoding.UTF8.GetBytes(BadEvents.Event(dice)), types[dice.Next(types.Length)], []);
    }

    private static BadBody TooLarge(Random dice) => dice.Next(3) switch
    {
        0 => new BadBody("too large", Encoding.UTF8.GetBytes(BadEvents.Event(dice) + new string(' ', 5_000_000)), Json, []),
        1 => new BadBody("too many", Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", 1_001))}]"), Json, []),
        _ => new BadBody("bomb", Compress("br", new byte[50_000_000]), Json, [("Content-Encoding", "br")]),
    };

    private static string Bad(Random dice, ref int bad)
    {
        bad++;
        return BadEvents.Refused(dice).Json;
    }

    private static string Good(int number, int place) => $$$"""{"id":"g","type":"lead.captured","lead":"{{{Lead(number, place)}}}","data":{"source":"çé😀"}}""";

    private static string Lead(int number, int place) => $"good-{number}-{place}";

    private static byte[] Compress(string encoding, byte[] octets)
    {
        var to = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(to, CompressionLevel.Fastest) : new BrotliStream(to, CompressionLevel.Fastest)) stream.Write(octets);
        return to.ToArray();
    }
}
