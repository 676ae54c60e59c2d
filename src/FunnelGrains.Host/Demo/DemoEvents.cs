using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>The demo's events, made as the door makes those that come over HTTP.</summary>
internal static class DemoEvents
{
    /// <summary>An event whose time is given, truncated to milliseconds.</summary>
    public static IncomingEvent At(string lead, string id, EventType type, Instant at, string? actor, EventData data, string? personal = null) =>
        new(lead, id, type, Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), true, actor, data, personal);

    /// <summary>An id short enough to be read across a room: the local day, and the tenth of a second of the day in four digits of base 36.</summary>
    public static string LeadId(Instant at)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var local = at.InZone(Company.Zone).LocalDateTime;
        var tenth = (int)(local.TimeOfDay.NanosecondOfDay / 100_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{local:yyMMdd}-")
            + string.Create(4, tenth, (text, rest) =>
            {
                for (var place = text.Length - 1; place >= 0; place--)
                {
                    text[place] = digits[rest % digits.Length];
                    rest /= digits.Length;
                }
            });
    }

    /// <summary>What a form sends.</summary>
    public static Captured Capture(Channel channel, Segment segment, decimal value, Dice dice) => new(LeadAttributes.None with
    {
        Source = channel.Source,
        Medium = channel.Medium,
        Campaign = channel.Campaigns.IsEmpty ? null : dice.Pick(channel.Campaigns),
        Segment = segment.Name,
        Value = value,
        Currency = Company.Currency,
    });

    /// <summary>A new score, 0 to 100.</summary>
    public static Updated Score(int score) => new(LeadAttributes.None with
    {
        Other = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("score", score.ToString(CultureInfo.InvariantCulture)),
    });
}
