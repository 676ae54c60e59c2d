using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>What is under way when the curtain rises: clocks that run, one of them nearly out, so that nobody has to wait for life.</summary>
internal static class DemoOpening
{
    // Seconds after the start at which an MQL's acceptance, or an accepted lead's first touch, falls due.
    private static readonly int[] Accepts = [35, 80, 150, 210, 290, 380, 450, 540];
    private static readonly int[] Touches = [60, 120, 200, 270];

    /// <summary>The leads under way, each with its events before <paramref name="start"/>.</summary>
    public static IEnumerable<IReadOnlyList<IncomingEvent>> Leads(ulong seed, Instant start)
    {
        var n = 0;
        foreach (var seconds in Accepts)
        {
            yield return Lead(seed, start, ++n, start + Duration.FromSeconds(seconds) - DemoAgreement.AcceptWithin, null);
        }
        foreach (var seconds in Touches)
        {
            var accepted = start + Duration.FromSeconds(seconds) - DemoAgreement.TouchWithin;
            yield return Lead(seed, start, ++n, accepted - Duration.FromSeconds(100 + n * 7), accepted);
        }
    }

    private static IReadOnlyList<IncomingEvent> Lead(ulong seed, Instant start, int n, Instant qualified, Instant? accepted)
    {
        var dice = Dice.For(seed, start.ToUnixTimeMilliseconds(), n);
        // A tenth of a second each, before the live stream begins to name its own.
        var lead = DemoEvents.LeadId(start - Duration.FromMilliseconds(100 * n));
        var segment = dice.Pick(Company.Segments, segment => segment.Share);
        var channel = dice.Pick(Company.Channels, channel => channel.Share);
        var captured = qualified - Pace.Minutes(dice.Between(2, 12));
        var owner = dice.Pick(Company.Sales);
        var data = DemoEvents.Capture(channel, segment, Pace.Money(dice.Around(segment.Deal, 0.35)), dice);
        List<IncomingEvent> events =
        [
            DemoEvents.At(lead, $"{lead}-0", EventType.Captured, captured, null, data, People.Someone(dice)),
            DemoEvents.At(lead, $"{lead}-1", EventType.StageChanged, qualified, dice.Pick(Company.Marketing), new StageChanged("mql", null)),
        ];
        if (accepted is { } at)
        {
            events.Add(DemoEvents.At(lead, $"{lead}-2", EventType.StageChanged, at, owner, new StageChanged("sal", null)));
            events.Add(DemoEvents.At(lead, $"{lead}-3", EventType.Assigned, at, owner, new Assigned(owner, "sales")));
        }
        return events;
    }
}
