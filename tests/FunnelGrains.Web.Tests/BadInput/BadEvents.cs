using System.Text;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>Single events that can be read as JSON and still must be refused, or that no parser may take for JSON at all.</summary>
internal static class BadEvents
{
    private static readonly string[] WrongLeads = ["7", "true", "[]", "{}", "{\"email\":\"a@b.c\"}", "\"\"", "null", "\"ana@example.com\"", "\"+5511987654321\"", "\"a\\u0007b\"", "1e999"];
    private static readonly string[] WrongTypes = ["7", "null", "[\"lead.captured\"]", "\"\"", "\"lead.merged\"", "\"lead.erased\"", "\"sla.breached\"", "\"sla.warned\"", "\"shard.opened\"", "\"Lead.Captured\"", "\"(unreadable)\"", "{}"];
    private static readonly string[] WrongIds = ["7", "{}", "[]", "\"\"", "false"];
    private static readonly string[] WrongTimes =
    [
        "7", "\"\"", "\"now\"", "\"2026-02-30T10:00:00Z\"", "\"2026-13-01T10:00:00Z\"", "\"2026-01-01T24:00:01Z\"", "\"2026-01-01T10:00:00\"", "\"2026-01-01\"",
        "\"2026-01-01T10:00:00+25:00\"", "\"1969-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59Z\"", "\"-5000-01-01T00:00:00Z\"", "\"2026-01-01T10:00:60Z\"", "\"01/02/2026 10:00\"", "1767225600", "[]",
        "\"9999-12-31T23:59:59-03:00\"", "\"-9998-01-01T00:00:00+01:00\"",
    ];

    private static readonly string[] WrongData =
    [
        "7", "[]", "\"mql\"", "{\"stage\":7}", "{\"stage\":\"\"}", "{\"stage\":\"nowhere\"}", "{}", "{\"stage\":null}", "{\"stage\":\"mql\",\"reason\":[]}", "{\"stage\":{\"key\":\"mql\"}}",
    ];

    private static readonly string[] WrongPersonal = ["7", "[]", "\"Eva\"", "{\"age\":3}", "{\"email\":7}", "{\"name\":{}}", "{\"\":\"x\"}"];

    private static readonly string[] WrongNumbers =
    [
        "1e999", "-1e999", "1e29", "-1", "0.00001", "1000000000000", "\"7\"", "true", "[]", new('9', 500), "0." + new string('1', 60_000), "1" + new string('0', 60_000),
    ];

    private static readonly string[] NoJson =
    [
        "NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "'x'", "undefined", "True", "\"\t\"", "\"\\x\"", "\"\\u12\"", "//", "/**/1", "1,", "\"open", "\u00a0 1", "--1", "1e", "{\"a\":1,}", "[1,]",
    ];

    private static readonly string[] LoneSurrogates = ["\\ud800", "\\udc00", "x\\udbff", "\\ud800\\ud800", "\\udfffy", "\\ud83d "];

    /// <summary>JSON whose event is refused.</summary>
    public static (string Kind, string Json) Refused(Random dice) => dice.Next(9) switch
    {
        0 => ("wrong lead", Event(dice, lead: Pick(dice, WrongLeads))),
        1 => ("wrong type", Event(dice, type: Pick(dice, WrongTypes))),
        2 => ("wrong id", Event(dice, id: Pick(dice, WrongIds))),
        3 => ("wrong date", Event(dice, more: $",\"occurredAt\":{Pick(dice, WrongTimes)}")),
        4 => ("wrong data", Event(dice, type: "\"lead.stage_changed\"", more: $",\"data\":{Pick(dice, WrongData)}")),
        5 => ("wrong personal", Event(dice, more: $",\"personal\":{Pick(dice, WrongPersonal)}")),
        6 => ("wrong number", Event(dice, type: "\"deal.won\"", more: $",\"data\":{{\"amount\":{Pick(dice, WrongNumbers)},\"currency\":\"BRL\"}}")),
        7 => LoneSurrogate(dice),
        _ => LongText(dice),
    };

    /// <summary>Octets that are no JSON.</summary>
    public static (string Kind, byte[] Octets) Unreadable(Random dice) => dice.Next(8) switch
    {
        0 => ("no JSON", Utf8(Event(dice, more: $",\"data\":{{\"score\":{Pick(dice, NoJson)}}}"))),
        1 => ("member twice", Utf8(Twice(dice))),
        2 => ("deep", Utf8(Deep(dice))),
        3 => ("cut off", Cut(dice)),
        4 => ("noise", Noise(dice)),
        5 => ("UTF-16", Utf16(dice)),
        6 => ("not an event", Utf8(Pick(dice, ["7", "null", "\"text\"", "true", "", "   ", "{}{}", "[] []", "{\"a\":1} x"]))),
        _ => ("broken mark", [0xEF, 0xBB, .. Utf8(Event(dice))]),
    };

    /// <summary>JSON whose text is not valid UTF-8: refused as a whole or as an event, as the place may be.</summary>
    public static byte[] BrokenUtf8(Random dice)
    {
        byte[] broken = dice.Next(5) switch { 0 => [0xC3, 0x28], 1 => [0xFF], 2 => [0xC0, 0xAF], 3 => [0xED, 0xA0, 0x80], _ => [0xF4, 0x90, 0x80, 0x80] };
        var json = Utf8(dice.Next(4) switch
        {
            0 => Event(dice, lead: "\"x#y\""),
            1 => Event(dice, more: ",\"data\":{\"source\":\"#\"}"),
            2 => Event(dice, more: ",\"data\":{\"na#me\":\"x\"}"),
            _ => Event(dice, more: ",\"wh#at\":1"),
        });
        var place = json.AsSpan().IndexOf((byte)'#');
        return [.. json[..place], .. broken, .. json[(place + 1)..]];
    }

    /// <summary>A good event, but for what is given; without the rest it would be taken.</summary>
    public static string Event(Random dice, string? lead = null, string type = "\"lead.captured\"", string? id = null, string more = "") =>
        $"{{\"id\":{id ?? $"\"e{dice.Next()}\""},\"type\":{type},\"lead\":{lead ?? $"\"bad-{dice.Next()}\""}{more}}}";

    private static (string, string) LoneSurrogate(Random dice)
    {
        var alone = Pick(dice, LoneSurrogates);
        return ("lone surrogate", dice.Next(6) switch
        {
            0 => Event(dice, lead: $"\"{alone}\""),
            1 => Event(dice, id: $"\"{alone}\""),
            2 => Event(dice, more: $",\"data\":{{\"source\":\"{alone}\"}}"),
            3 => Event(dice, more: $",\"data\":{{\"{alone}\":1}}"),
            4 => Event(dice, more: $",\"personal\":{{\"name\":\"{alone}\"}}"),
            _ => Event(dice, more: $",\"{alone}\":1"),
        });
    }

    private static (string, string) LongText(Random dice)
    {
        var text = new string((char)('a' + dice.Next(26)), 65_000);
        return ("64 KB text", dice.Next(7) switch
        {
            0 => Event(dice, lead: $"\"{text}\""),
            1 => Event(dice, id: $"\"{text}\""),
            2 => Event(dice, type: $"\"{text}\""),
            3 => Event(dice, more: $",\"actor\":\"{text}\""),
            4 => Event(dice, more: $",\"data\":{{\"{text}\":1}}"),
            5 => Event(dice, more: $",\"data\":{{\"note\":\"{text}\"}}"),
            _ => Event(dice, more: $",\"personal\":{{\"name\":\"{text}\"}}"),
        });
    }

    private static string Twice(Random dice) => dice.Next(4) switch
    {
        0 => Event(dice, more: ",\"lead\":\"other\""),
        1 => Event(dice, more: ",\"l\\u0065ad\":\"other\""),
        2 => Event(dice, more: ",\"data\":{\"source\":\"a\",\"source\":\"a\"}"),
        _ => Event(dice, more: ",\"personal\":{\"name\":\"a\",\"n\\u0061me\":\"b\"}"),
    };

    private static string Deep(Random dice)
    {
        var depth = dice.Next(3) switch { 0 => 17, 1 => 10_000, _ => dice.Next(17, 5_000) };
        var (open, close) = dice.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + (dice.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth)));
        return dice.Next(2) == 0 ? nested : Event(dice, more: $",\"data\":{nested}");
    }

    private static byte[] Cut(Random dice)
    {
        var whole = Utf8(Event(dice, more: ",\"data\":{\"source\":\"ads\",\"é\":\"ç😀\"}"));
        return whole[..dice.Next(1, whole.Length)];
    }

    private static byte[] Noise(Random dice)
    {
        var octets = new byte[dice.Next(1, 3_000)];
        dice.NextBytes(octets);
        octets[0] |= 0x80;
        return octets;
    }

    private static byte[] Utf16(Random dice)
    {
        Encoding encoding = dice.Next(3) switch { 0 => Encoding.Unicode, 1 => Encoding.BigEndianUnicode, _ => Encoding.UTF32 };
        return [.. dice.Next(2) == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(Event(dice))];
    }

    private static string Pick(Random dice, string[] from) => from[dice.Next(from.Length)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
