using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>Events of a few leads by chance: now, a little late, or imported from long ago; some poisonous, some with personal data.</summary>
internal static class RandomEvents
{
    private static readonly string[] Leads = ["L-1", "L-2", "L-3", "L-4", "L-ção", "L-😀"];
    private static readonly string[] Stages = ["lead", "mql", "mql", "sal", "sal", "sal", "sql", "opportunity", "customer", "rejected", "lost"];
    private static readonly string?[] Sources = [null, "ads", "fair", "mail", "web", "radio"];

    public static IncomingEvent Next(Random random, Instant now, int number, AgreementBook book)
    {
        var data = Known(Data(random), random, book);
        var late = random.Next(10) switch
        {
            < 6 => Duration.Zero,
            < 8 => Duration.FromMinutes(random.Next(600)),
            8 => Duration.FromDays(random.Next(40)),
            _ => -Duration.FromMinutes(random.Next(5)),
        };
        return new IncomingEvent(
            Pick(random, Leads), $"e{(number * 7) % 32}-{number}", TypeOf(data), now - late, true, random.Next(3) == 0 ? "ana" : null, data,
            random.Next(4) == 0 ? $$"""{"email":"{{number}}@example.com"}""" : null);
    }

    /// <summary>A stage that came with a version stands in events as soon as the version is known to anybody.</summary>
    private static EventData Known(EventData data, Random random, AgreementBook book) =>
        data is StageChanged { Stage: "sal" } && book.Versions.Count > 1 && book.Find("demo", book.Latest) is not null && random.Next(3) == 0 ? new StageChanged("demo", null) : data;

    private static EventData Data(Random random) => random.Next(22) switch
    {
        0 or 1 => new Captured(LeadAttributes.None with { Source = Pick(random, Sources) }),
        < 11 => new StageChanged(Pick(random, Stages), null),
        11 => new Rejected("no budget"),
        12 => new Recycled(null, random.Next(2) == 0 ? "mql" : null),
        13 => new Assigned(Pick(random, "ana", "bia", "caio", "davi"), random.Next(2) == 0 ? null : "partners"),
        < 18 => new Touched("call", null, random.Next(4) == 0),
        18 => new Updated(LeadAttributes.None with { Source = Pick(random, Sources), Campaign = random.Next(2) == 0 ? null : "black friday" }),
        19 => random.Next(2) == 0 ? new DealWon(null, null) : new DealWon(random.Next(1_000), "BRL"),
        20 => new DealLost("price"),
        _ => new StageChanged("no such stage", null),
    };

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    public static EventType TypeOf(EventData data) => EventTypes.Postable.Single(type => type.ToString() == data.GetType().Name);
}
