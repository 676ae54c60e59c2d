using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Host.Demo;
using NodaTime;

namespace FunnelGrains.Host.Tests.Demo;

public sealed class DemoHistoryTests
{
    private const ulong Seed = 20_260_101;

    private static readonly Instant Until = Instant.FromUtc(2026, 11, 18, 15, 20);

    private static readonly Lazy<IReadOnlyList<IncomingEvent>[]> Leads =
        new(() => [.. DemoHistory.Leads(Seed, Until - DemoHistory.Reach, Until), .. DemoOpening.Leads(Seed, Until)]);

    private static readonly Lazy<DemoFold> Folded = new(() =>
    {
        var fold = new DemoFold();
        foreach (var events in Leads.Value)
        {
            fold.Take(events, Until);
        }
        return fold;
    });

    [Fact]
    public void The_same_seed_gives_the_same_events() =>
        Texts(DemoHistory.Leads(Seed, Until - Duration.FromDays(20), Until))
            .ShouldBe(Texts(DemoHistory.Leads(Seed, Until - Duration.FromDays(20), Until)));

    [Fact]
    public void Another_seed_gives_other_events() =>
        Texts(DemoHistory.Leads(Seed + 1, Until - Duration.FromDays(3), Until))
            .ShouldNotBe(Texts(DemoHistory.Leads(Seed, Until - Duration.FromDays(3), Until)));

    [Fact]
    public void A_later_look_at_the_same_stretch_finds_the_same_events_and_only_more_of_them()
    {
        var early = Texts(DemoHistory.Leads(Seed, Until - Duration.FromDays(20), Until - Duration.FromDays(5))).ToHashSet();
        var late = Texts(DemoHistory.Leads(Seed, Until - Duration.FromDays(20), Until)).ToHashSet();
        early.Count.ShouldBeGreaterThan(1_000);
        early.ShouldBeSubsetOf(late);
    }

    [Fact]
    public void Ids_are_unique_and_no_event_lies_in_the_future()
    {
        var events = Leads.Value.SelectMany(lead => lead).ToList();
        events.Select(e => e.Lead + "/" + e.Id).ShouldBeUnique();
        events.ShouldAllBe(e => e.OccurredAt < Until && e.OccurredAt >= Until - DemoHistory.Reach);
    }

    [Fact]
    public void The_fold_takes_every_event_and_none_is_an_anomaly()
    {
        Folded.Value.Sum(Measure.Anomalies).ShouldBe(0);
        Folded.Value.Sum(Measure.Captured).ShouldBe(Leads.Value.Length);
    }

    [Fact]
    public void There_are_thousands_of_events_not_millions() =>
        Leads.Value.Sum(lead => lead.Count).ShouldBeInRange(20_000, 80_000);

    [Fact]
    public void Of_a_hundred_leads_about_five_become_customers()
    {
        var leads = (double)Folded.Value.Sum(Measure.Captured);
        (Folded.Value.Sum(Measure.Won) / leads).ShouldBeInRange(0.04, 0.065);
        (Folded.Value.Sum(Measure.Entered, "mql") / leads).ShouldBeInRange(0.40, 0.60);
    }

    [Theory]
    [InlineData("mql", "sal", 0.80, 0.95)]
    [InlineData("sal", "sql", 0.50, 0.70)]
    [InlineData("sql", "opportunity", 0.50, 0.70)]
    public void Each_stage_converts_as_such_companies_do(string from, string to, double least, double most) =>
        ((double)Folded.Value.Sum(Measure.Entered, to) / Folded.Value.Sum(Measure.Entered, from)).ShouldBeInRange(least, most);

    [Theory]
    [InlineData(DemoAgreement.AcceptMql)]
    [InlineData(DemoAgreement.FirstTouch)]
    [InlineData(DemoAgreement.FiveTouches)]
    [InlineData(DemoAgreement.AnswerRejection)]
    public void Most_promises_were_kept_and_some_were_broken(string clause)
    {
        var met = Folded.Value.Sum(Measure.ClauseMet, clause);
        var breached = Folded.Value.Sum(Measure.ClauseBreached, clause);
        ((double)met / (met + breached)).ShouldBeInRange(0.80, 0.97);
        Folded.Value.Sum(Measure.BreachesOpen, clause).ShouldBeLessThan(20);
    }

    [Fact]
    public void Every_channel_and_segment_brings_leads_and_referrals_convert_best()
    {
        var views = Folded.Value.Views.ToList();
        var share = Company.Channels.ToDictionary(
            channel => channel.Source,
            channel => views.Where(view => view.Source == channel.Source).Average(view => view.Status == LeadStatus.Won ? 1.0 : 0.0));
        share.MaxBy(channel => channel.Value).Key.ShouldBe("Indicação");
        views.Select(view => view.Segment).Distinct().Order().ShouldBe(Company.Segments.Select(segment => segment.Name).Order());
    }

    [Fact]
    public void Leads_come_on_working_days_and_by_day_more_than_on_weekends_and_by_night()
    {
        var captured = Leads.Value.Select(lead => lead[0].OccurredAt.InZone(Company.Zone).LocalDateTime).ToList();
        captured.Count(at => at.Hour is >= 9 and < 18).ShouldBeGreaterThan(4 * captured.Count(at => at.Hour < 7));
        var weekend = captured.Count(at => at.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
        ((double)weekend / captured.Count).ShouldBeInRange(0.08, 0.22);
    }

    [Fact]
    public void At_the_start_clocks_run_and_the_first_falls_due_within_a_minute()
    {
        var running = Folded.Value.Views.Where(view => view.NextDue is not null).ToList();
        running.Count.ShouldBeGreaterThanOrEqualTo(12);
        running.Min(view => view.NextDue!.Value).ShouldBeLessThan(Until + Duration.FromMinutes(1));
    }

    [Fact]
    public void The_goals_of_a_month_are_what_its_market_can_bring()
    {
        var october = new LocalDate(2026, 10, 1);
        var days = (Period.DaysBetween(new LocalDate(1970, 1, 1), october), Period.DaysBetween(new LocalDate(1970, 1, 1), october.PlusMonths(1)));
        bool InOctober(int day) => day >= days.Item1 && day < days.Item2;
        var goals = DemoGoals.Of(october);
        ((double)Folded.Value.Sum(Measure.Entered, "mql", InOctober)).ShouldBe((double)goals[DemoGoals.MqlsAMonth].Target, (double)goals[DemoGoals.MqlsAMonth].Target * 0.15);
        ((double)Folded.Value.Sum(Measure.Won, null, InOctober)).ShouldBe((double)goals[DemoGoals.WinsAMonth].Target, (double)goals[DemoGoals.WinsAMonth].Target * 0.35);
        goals.Values.ShouldAllBe(goal => goal.Validate("").Count == 0);
    }

    [Fact]
    public void The_agreement_is_valid_in_every_part_and_says_what_its_words_mean()
    {
        var agreement = DemoAgreement.Create("America/Sao_Paulo", new LocalDate(2026, 10, 1));
        AgreementRules.Check(agreement).ShouldBeEmpty();
        agreement.Definitions!.Value.Select(definition => definition.Key).ShouldContain("mql");
        agreement.Meetings!.Value.Length.ShouldBe(2);
    }

    private static IEnumerable<string> Texts(IEnumerable<IReadOnlyList<IncomingEvent>> leads) => leads.SelectMany(lead => lead).Select(DemoText.Of);
}
