using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>
/// The live stream: what the company's people do next. Knows the open leads, keeps most promises in time and breaks a few. The same seed, leads and
/// instants give the same events. Not thread-safe.
/// </summary>
internal sealed class LiveDirector(ulong seed)
{
    private const int OpeningSteps = 30;
    private const double Kept = 0.88;

    private readonly Dice dice = new(seed);
    private readonly Dictionary<string, List<LiveLead>> stages = [];
    private readonly PriorityQueue<LivePlan, Instant> plans = new();
    private bool brokeOne;
    private int steps;
    private long made;

    /// <summary>How eagerly new leads and wins are made.</summary>
    public Tempo Tempo { get; set; } = Tempo.Full;

    /// <summary>How long until the next step: half a second to just over one at the opening, then one to three seconds.</summary>
    public Duration Pause() => Duration.FromMilliseconds(Math.Round(steps < OpeningSteps ? dice.Between(500, 1_200) : dice.Between(1_000, 3_000)));

    /// <summary>Takes an open or rejected lead over, with the promises that wait for somebody.</summary>
    public void Take(LiveLead lead, ImmutableArray<ClockView> waiting, Instant now)
    {
        Pool(lead.Stage).Add(lead);
        foreach (var clock in waiting.OrderBy(clock => clock.Due))
        {
            if (clock.Clause == DemoAgreement.FiveTouches)
            {
                PlanCadence(lead, now, 1 + dice.Below(4));
            }
            else if (StepOf(clock.Clause) is { } step)
            {
                PlanPromise(lead, step, now, clock.Due ?? now);
            }
        }
    }

    /// <summary>What happens at an instant: one event, or two of one moment.</summary>
    public IReadOnlyList<IncomingEvent> Next(Instant now)
    {
        steps++;
        while (plans.TryPeek(out var plan, out var at) && at <= now)
        {
            plans.Dequeue();
            if (plan.Moves == plan.Lead.Moves)
            {
                return Do(plan, now);
            }
        }
        return Spontaneous(now);
    }

    private IReadOnlyList<IncomingEvent> Do(LivePlan plan, Instant now) => plan.Step switch
    {
        LiveStep.Qualify => Qualify(plan.Lead, now),
        LiveStep.Decide => Decide(plan.Lead, now),
        LiveStep.Touch => [Touch(plan.Lead, now)],
        LiveStep.Answer => Answer(plan.Lead, now),
        _ => throw new InvalidOperationException($"No such step: {plan.Step}."),
    };

    private IReadOnlyList<IncomingEvent> Spontaneous(Instant now)
    {
        var opening = steps < OpeningSteps;
        (double Weight, string Stage, Func<LiveLead, Instant, IReadOnlyList<IncomingEvent>> Act)[] choices =
        [
            ((opening ? 30 : 3) * Tempo.Leads, "lead", Qualify),
            (5 * Tempo.Leads, "sal", (lead, at) => Advance(lead, "sql", at)),
            (3 * Tempo.Leads, "sql", (lead, at) => Advance(lead, "opportunity", at)),
            (1.1 * Tempo.Wins, "opportunity", Win),
            (0.8 * Tempo.Wins, "opportunity", Lose),
            (2.5 * Tempo.Leads, "sal", Lose),
            (2 * Tempo.Leads, "lead", Lose),
            (12, "sal", (lead, at) => [Touch(lead, at)]),
            (14, "sql", (lead, at) => [Touch(lead, at)]),
            (14, "opportunity", (lead, at) => [Touch(lead, at)]),
            (9, "lead", (lead, at) => [Tell(lead, EventType.Touched, at, null, new Touched("email", null, true))]),
            (10, "lead", (lead, at) => [Tell(lead, EventType.Updated, at, null, DemoEvents.Score(dice.Below(101)))]),
        ];
        var possible = choices.Where(choice => Pool(choice.Stage).Count > 0).ToArray();
        var capture = 14 * Tempo.Leads;
        if (possible.Length == 0 || dice.Next() * (capture + possible.Sum(choice => choice.Weight)) < capture)
        {
            return [Capture(now)];
        }
        var (_, stage, act) = dice.Pick(possible, choice => choice.Weight);
        return act(dice.Pick(Pool(stage)), now);
    }

    private IncomingEvent Capture(Instant now)
    {
        var segment = dice.Pick(Company.Segments, segment => segment.Share);
        var channel = dice.Pick(Company.Channels, channel => channel.Share);
        var id = DemoEvents.LeadId(now);
        var lead = new LiveLead(id, "lead", channel, segment);
        Pool("lead").Add(lead);
        if (dice.Chance(0.4 * channel.Quality * segment.Quality))
        {
            Plan(lead, LiveStep.Qualify, now + Pace.Minutes(dice.Between(0.3, 12)));
        }
        var value = Pace.Money(dice.Around(segment.Deal, 0.35));
        return Tell(lead, EventType.Captured, now, null, DemoEvents.Capture(channel, segment, value, dice), People.Someone(dice));
    }

    private IReadOnlyList<IncomingEvent> Qualify(LiveLead lead, Instant now)
    {
        Move(lead, "mql");
        PlanPromise(lead, LiveStep.Decide, now, now + DemoAgreement.AcceptWithin);
        return [Tell(lead, EventType.StageChanged, now, dice.Pick(Company.Marketing), new StageChanged("mql", null))];
    }

    private IReadOnlyList<IncomingEvent> Decide(LiveLead lead, Instant now)
    {
        var rep = lead.Owner ?? dice.Pick(Company.Sales);
        if (dice.Chance(0.13 / lead.Channel.Quality))
        {
            Move(lead, "rejected");
            PlanPromise(lead, LiveStep.Answer, now, now + DemoAgreement.AnswerWithin);
            return [Tell(lead, EventType.Rejected, now, rep, new Rejected(dice.Pick(Company.Rejections)))];
        }
        Move(lead, "sal");
        lead.Owner = rep;
        PlanPromise(lead, LiveStep.Touch, now, now + DemoAgreement.TouchWithin);
        PlanCadence(lead, now, 4);
        return
        [
            Tell(lead, EventType.StageChanged, now, rep, new StageChanged("sal", null)),
            Tell(lead, EventType.Assigned, now, rep, new Assigned(rep, "sales")),
        ];
    }

    private IReadOnlyList<IncomingEvent> Answer(LiveLead lead, Instant now)
    {
        var marketing = dice.Pick(Company.Marketing);
        if (dice.Chance(0.25))
        {
            Move(lead, "mql");
            PlanPromise(lead, LiveStep.Decide, now, now + DemoAgreement.AcceptWithin);
            return [Tell(lead, EventType.StageChanged, now, marketing, new StageChanged("mql", "Dados corrigidos"))];
        }
        Move(lead, "lead");
        return [Tell(lead, EventType.Recycled, now, marketing, new Recycled("Voltar à nutrição", null))];
    }

    private IReadOnlyList<IncomingEvent> Advance(LiveLead lead, string stage, Instant now)
    {
        Move(lead, stage);
        return [Tell(lead, EventType.StageChanged, now, lead.Owner, new StageChanged(stage, null))];
    }

    private IReadOnlyList<IncomingEvent> Win(LiveLead lead, Instant now)
    {
        End(lead);
        var amount = Pace.Money(dice.Around(lead.Segment.Deal, 0.45));
        return [Tell(lead, EventType.DealWon, now, lead.Owner, new DealWon(amount, Company.Currency))];
    }

    private IReadOnlyList<IncomingEvent> Lose(LiveLead lead, Instant now)
    {
        End(lead);
        return [Tell(lead, EventType.DealLost, now, lead.Owner, new DealLost(dice.Pick(Company.Losses)))];
    }

    private IncomingEvent Touch(LiveLead lead, Instant now) =>
        Tell(lead, EventType.Touched, now, lead.Owner, new Touched(dice.Pick(Company.TouchChannels), dice.Pick(Company.Outcomes), false));

    // Most promises are kept in time; the first one at the opening never is, so that a newcomer sees a breach.
    private void PlanPromise(LiveLead lead, LiveStep step, Instant now, Instant due)
    {
        var left = due - now;
        var keeps = left > Duration.Zero && brokeOne && dice.Chance(Kept);
        brokeOne |= left > Duration.Zero;
        var at = keeps
            ? now + left * dice.Between(0.15, 0.9)
            : Instant.Max(now, due) + Pace.Minutes(dice.Between(0.7, 9));
        Plan(lead, step, at);
    }

    private void PlanCadence(LiveLead lead, Instant now, int touches)
    {
        var at = now + DemoAgreement.TouchWithin;
        for (var n = 0; n < touches; n++)
        {
            at += Pace.Minutes(dice.Between(4, 90));
            Plan(lead, LiveStep.Touch, at);
        }
    }

    private void Plan(LiveLead lead, LiveStep step, Instant at) => plans.Enqueue(new(lead, step, lead.Moves), at);

    private void Move(LiveLead lead, string stage)
    {
        Pool(lead.Stage).Remove(lead);
        lead.MoveTo(stage);
        Pool(stage).Add(lead);
    }

    private void End(LiveLead lead)
    {
        Pool(lead.Stage).Remove(lead);
        lead.MoveTo("");
    }

    private List<LiveLead> Pool(string stage)
    {
        if (!stages.TryGetValue(stage, out var pool))
        {
            stages[stage] = pool = [];
        }
        return pool;
    }

    private IncomingEvent Tell(LiveLead lead, EventType type, Instant at, string? actor, EventData data, string? personal = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"live-{at.ToUnixTimeMilliseconds()}-{++made}");
        return DemoEvents.At(lead.Id, id, type, at, actor, data, personal);
    }

    private static LiveStep? StepOf(string clause) => clause switch
    {
        DemoAgreement.AcceptMql => LiveStep.Decide,
        DemoAgreement.FirstTouch => LiveStep.Touch,
        DemoAgreement.AnswerRejection => LiveStep.Answer,
        _ => null,
    };
}
