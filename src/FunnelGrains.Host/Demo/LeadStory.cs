using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>What happens to one lead from its capture to its end, in order; its end may lie in the future.</summary>
/// <remarks>Conversions multiply to about 5 %: 0.44 to MQL, 0.87 accepted, 0.60 to SQL, 0.62 to opportunity, 0.29 won.</remarks>
internal sealed class LeadStory
{
    private const int MostCycles = 3;

    private readonly string lead;
    private readonly Dice dice;
    private readonly Channel channel;
    private readonly Segment segment;
    private readonly List<IncomingEvent> events = [];
    private string owner = "";

    private LeadStory(string lead, Dice dice)
    {
        this.lead = lead;
        this.dice = dice;
        channel = dice.Pick(Company.Channels, channel => channel.Share);
        segment = dice.Pick(Company.Segments, segment => segment.Share);
    }

    /// <summary>The story of a lead.</summary>
    /// <param name="lead">Its id.</param>
    /// <param name="captured">When it came.</param>
    /// <param name="dice">Its own.</param>
    public static IReadOnlyList<IncomingEvent> Of(string lead, Instant captured, Dice dice)
    {
        var story = new LeadStory(lead, dice);
        story.Capture(captured);
        return story.events;
    }

    private void Capture(Instant at)
    {
        var value = Pace.Money(dice.Around(segment.Deal, 0.35));
        Tell(EventType.Captured, at, DemoEvents.Capture(channel, segment, value, dice), personal: People.Someone(dice));
        Tell(EventType.Touched, at + Duration.FromSeconds(dice.Below(20) + 2), new Touched("email", null, true));
        Nurture(at, 1);
    }

    private void Nurture(Instant at, int cycle)
    {
        if (dice.Chance(Math.Min(0.9, 0.44 * channel.Quality * segment.Quality)))
        {
            var wait = dice.Chance(0.4) ? dice.Between(2, 15) : dice.Around(180, 1.2);
            Qualify(at + Pace.Minutes(wait), cycle);
            return;
        }
        at = Pace.AtWork(at + Pace.Days(dice.Between(2, 6)), dice);
        Tell(EventType.Touched, at, new Touched("email", null, true));
        if (dice.Chance(0.9))
        {
            at = Pace.AtWork(at + Pace.Days(dice.Between(5, 25)), dice);
            Tell(EventType.DealLost, at, new DealLost(dice.Chance(0.7) ? "Sem resposta" : dice.Pick(Company.Losses)), dice.Pick(Company.Marketing));
        }
    }

    private void Qualify(Instant at, int cycle)
    {
        Tell(EventType.Updated, at - Duration.FromSeconds(1), DemoEvents.Score(40 + dice.Below(60)));
        Tell(EventType.StageChanged, at, new StageChanged("mql", null), dice.Pick(Company.Marketing));
        at += dice.Chance(0.91) ? Pace.Minutes(dice.Between(0.5, 9)) : Pace.Minutes(10 + dice.Around(20, 0.9));
        owner = dice.Pick(Company.Sales);
        if (dice.Chance(0.13 / (channel.Quality * segment.Quality)))
        {
            Reject(at, cycle);
        }
        else
        {
            Accept(at, cycle);
        }
    }

    private void Reject(Instant at, int cycle)
    {
        Tell(EventType.Rejected, at, new Rejected(dice.Pick(Company.Rejections)), owner);
        at += dice.Chance(0.88) ? Pace.Minutes(dice.Between(2, 28)) : Pace.Minutes(30 + dice.Around(60, 0.8));
        var marketing = dice.Pick(Company.Marketing);
        if (dice.Chance(0.2))
        {
            Tell(EventType.StageChanged, at, new StageChanged("mql", "Dados corrigidos"), marketing);
            Accept(at + Pace.Minutes(dice.Between(1, 9)), cycle);
            return;
        }
        Tell(EventType.Recycled, at, new Recycled("Voltar à nutrição", null), marketing);
        if (cycle < MostCycles)
        {
            Nurture(at + Pace.Days(dice.Between(3, 20)), cycle + 1);
        }
    }

    private void Accept(Instant at, int cycle)
    {
        Tell(EventType.StageChanged, at, new StageChanged("sal", null), owner);
        Tell(EventType.Assigned, at, new Assigned(owner, "sales"), owner);
        at += dice.Chance(0.91) ? Pace.Minutes(dice.Between(0.3, 4.7)) : Pace.Minutes(5 + dice.Around(12, 0.8));
        Touch(at);
        var goesOn = dice.Chance(Math.Min(0.9, 0.60 * Math.Sqrt(channel.Quality * segment.Quality)));
        var touches = goesOn ? 2 + dice.Below(4) : 5 + dice.Below(3);
        var slow = dice.Chance(0.14) ? 3.5 : 1;
        for (var n = 1; n < touches; n++)
        {
            at = Pace.AtWork(at + Pace.Hours(dice.Between(2, 14) * slow), dice);
            Touch(at);
        }
        at = Pace.AtWork(at + Pace.Hours(dice.Between(1, 40)), dice);
        if (goesOn)
        {
            Tell(EventType.StageChanged, at, new StageChanged("sql", null), owner);
            Explore(at, cycle);
        }
        else
        {
            Lose(at);
        }
    }

    private void Explore(Instant at, int cycle)
    {
        at = Pace.AtWork(at + Pace.Days(dice.Between(0.5, 4)), dice);
        Touch(at);
        at = Pace.AtWork(at + Pace.Days(dice.Between(0.5, 4)), dice);
        if (!dice.Chance(0.62))
        {
            Lose(at);
            return;
        }
        Tell(EventType.StageChanged, at, new StageChanged("opportunity", null), owner);
        var meetings = 1 + dice.Below(3);
        for (var n = 0; n < meetings; n++)
        {
            at = Pace.AtWork(at + Pace.Days(dice.Between(1, 6)), dice);
            Touch(at, "meeting");
        }
        at = Pace.AtWork(at + Pace.Days(dice.Between(0.5, 8)), dice);
        if (dice.Chance(Math.Min(0.9, 0.29 * channel.Quality)))
        {
            Tell(EventType.DealWon, at, new DealWon(Pace.Money(dice.Around(segment.Deal, 0.45)), Company.Currency), owner);
        }
        else if (cycle < MostCycles && dice.Chance(0.1))
        {
            Tell(EventType.Recycled, at, new Recycled("Adiou o projeto", null), owner);
        }
        else
        {
            Lose(at);
        }
    }

    private void Touch(Instant at, string? kind = null) =>
        Tell(EventType.Touched, at, new Touched(kind ?? dice.Pick(Company.TouchChannels), dice.Pick(Company.Outcomes), false), owner);

    private void Lose(Instant at) => Tell(EventType.DealLost, at, new DealLost(dice.Pick(Company.Losses)), owner);

    private void Tell(EventType type, Instant at, EventData data, string? actor = null, string? personal = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{lead}-{events.Count}");
        events.Add(DemoEvents.At(lead, id, type, at, actor, data, personal));
    }
}
