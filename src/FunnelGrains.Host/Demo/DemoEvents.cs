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
