using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Host.Demo;
using NodaTime;

namespace FunnelGrains.Host.Tests.Demo;

public sealed class LiveDirectorTests
{
    private const ulong Seed = 20_260_101;

    private static readonly Instant Start = Instant.FromUtc(2026, 11, 18, 15, 20);

    private static readonly Lazy<(DemoFold Fold, List<IncomingEvent> Events)> TwoHours = new(() => Play(Duration.FromHours(2), Tempo.Full));

    [Fact]
    public void The_same_seed_leads_and_instants_give_the_same_events() =>
        Play(Duration.FromMinutes(10), Tempo.Full).Events.Select(DemoText.Of)
            .ShouldBe(TwoHours.Value.Events.TakeWhile(e => e.OccurredAt < Start + Duration.FromMinutes(10)).Select(DemoText.Of));

    [Fact]
    public void An_event_comes_every_one_to_three_seconds()
    {
        var steps = TwoHours.Value.Events.Select(e => e.OccurredAt).Distinct().ToList();
        var gaps = steps.Zip(steps.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        gaps.Max().ShouldBeLessThanOrEqualTo(3.1);
        gaps.Average().ShouldBeInRange(1.0, 2.5);
    }

    [Fact]
    public void No_event_is_an_anomaly_and_all_ids_are_unique()
    {
        var (fold, events) = TwoHours.Value;
        fold.Sum(Measure.Anomalies).ShouldBe(0);
        events.Select(e => e.Lead + "/" + e.Id).ShouldBeUnique();
    }

    [Fact]
    public void Everything_that_can_happen_happens_within_two_hours() =>
        TwoHours.Value.Events.Select(e => e.Type).Distinct().Order().ShouldBe(EventTypes.Postable);

    [Fact]
    public void Most_promises_are_kept_and_some_are_broken()
    {
        foreach (var clause in new[] { DemoAgreement.AcceptMql, DemoAgreement.FirstTouch })
        {
            var during = Live(clause);
            during.Breached.ShouldBeGreaterThan(4, clause);
            ((double)during.Met / (during.Met + during.Breached)).ShouldBeInRange(0.70, 0.97, clause);
        }
    }

    [Fact]
    public void A_newcomer_sees_a_breach_within_a_minute_and_a_lead_that_moves_within_ten_seconds()
    {
        var (fold, events) = TwoHours.Value;
        fold.Views.SelectMany(view => view.Breaches).Count(breach => breach.Due > Start && breach.Due < Start + Duration.FromMinutes(1)).ShouldBeGreaterThan(0);
        events.ShouldContain(e => e.Type == EventType.StageChanged && e.OccurredAt < Start + Duration.FromSeconds(10));
    }

    [Fact]
    public void A_month_that_runs_ahead_of_its_goals_slows_the_stream_down_but_never_stops_it()
    {
        var slow = Play(Duration.FromHours(2), new Tempo(Tempo.Of(2_000, 600, 0.5), Tempo.Of(300, 60, 0.5))).Events;
        slow.Count.ShouldBeGreaterThan(2_500);
        slow.Count(IsMql).ShouldBeLessThan(TwoHours.Value.Events.Count(IsMql) / 3);
    }

    [Theory]
    [InlineData(100, 1_000, 0.5, 1)]
    [InlineData(500, 1_000, 0.5, 1)]
    [InlineData(2_000, 1_000, 0.5, 0.03)]
    [InlineData(50, 1_000, 0.0, 1)]
    public void The_tempo_follows_the_pace(double actual, double target, double elapsed, double tempo) =>
        Tempo.Of(actual, target, elapsed).ShouldBe(tempo, 1e-9);

    private static bool IsMql(IncomingEvent e) => e.Data is StageChanged { Stage: "mql" };

    private static (int Met, int Breached) Live(string clause)
    {
        var clocks = TwoHours.Value.Fold.Views.SelectMany(view => view.Clocks).Where(clock => clock.Clause == clause && clock.Due > Start).ToList();
        return (clocks.Count(clock => clock.State == Domain.Sla.ClockState.Met),
            clocks.Count(clock => clock.State is Domain.Sla.ClockState.Breached or Domain.Sla.ClockState.MetLate));
    }

    private static (DemoFold Fold, List<IncomingEvent> Events) Play(Duration length, Tempo tempo)
    {
        var fold = new DemoFold();
        foreach (var lead in DemoHistory.Leads(Seed, Start - Duration.FromDays(60), Start).Concat(DemoOpening.Leads(Seed, Start)))
        {
            fold.Take(lead, Start);
        }
        var director = new LiveDirector(Seed) { Tempo = tempo };
        foreach (var view in fold.Views.Where(view => view.Status is LeadStatus.Open or LeadStatus.Rejected).OrderBy(view => view.NextDue ?? Instant.MaxValue))
        {
            var (lead, waiting) = LiveLead.Of(view);
            director.Take(lead, waiting, Start);
        }
        var events = new List<IncomingEvent>();
        for (var now = Start + director.Pause(); now < Start + length; now += director.Pause())
        {
            var next = director.Next(now);
            fold.Take(next, now);
            events.AddRange(next);
        }
        fold.Advance(Start + length);
        return (fold, events);
    }
}
