using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals.Forecasting;

/// <summary>semantics.md, section 6: forecast. Times are days after a first day.</summary>
public class ForecastTests
{
    private static readonly Instant Day0 = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly AgreementBook Book = AgreementBook.Of(new Workspace("w", "UTC", 1, [AgreementDefaults.Create("UTC")]));

    /// <summary>The period from day 100 to 130, forecast on day 110.</summary>
    private static readonly ForecastWindow Window = new(Day(100), Day(110), Day(130));

    [Fact]
    public void Chances_are_the_share_of_the_time_in_stage_and_age_from_which_the_target_came_within_what_remains()
    {
        // 20 days remain. Of 40 stays that entered at day 0, half are won after 10.5 days and the others stay.
        var sums = Sums(GoalMetric.Won, [.. Many(20, i => Lead($"w{i}", (0, To("mql")), (10.5, Won()))), .. Many(20, i => Lead($"o{i}", (0, To("mql"))))]);
        var first = sums.Ahead.Counts.Single(count => count is { Stage: "mql", Age: 0 });
        first.Stays.ShouldBe(40);
        (first.Reaching / first.Seconds).ShouldBe(0.5, 1e-9);
        var late = sums.Ahead.Counts.Single(count => count is { Stage: "mql", Age: 4 });
        // From day 8 on the winners are there for 2.5 of 7 days each.
        (late.Reaching / late.Seconds).ShouldBe(2.5 / 9.5, 1e-9);
        sums.Ahead.Counts.Single(count => count is { Stage: "mql", Age: 6 }).Reaching.ShouldBe(0);
    }

    [Fact]
    public void A_lead_that_was_not_observed_for_longer_than_what_remains_teaches_nothing() =>
        Sums(GoalMetric.Won, [Lead("a", (95, To("mql")), (96, Won()))]).Ahead.Counts.Sum(count => count.Stays).ShouldBe(0);

    [Fact]
    public void A_cycle_that_began_more_than_180_days_ago_teaches_nothing()
    {
        var window = new ForecastWindow(Day(300), Day(310), Day(330));
        Sums(GoalMetric.Won, [Lead("a", (129, To("mql")), (200, Won()))], window).Ahead.Counts.Sum(count => count.Stays).ShouldBe(0);
        Sums(GoalMetric.Won, [Lead("a", (131, To("mql")), (200, Won()))], window).Ahead.Counts.Sum(count => count.Stays).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Only_open_leads_that_have_not_reached_the_target_in_their_cycle_are_to_come()
    {
        var sums = Sums(
            GoalMetric.Entered,
            [
                Lead("back", (90, To("sal")), (91, To("mql"))), Lead("open", (90, To("mql"))), Lead("lost", (90, To("mql")), (91, new DealLost(null))),
                Lead("later", (111, To("mql"))), Lead("again", (90, To("sal")), (95, new Recycled(null, "mql"))),
            ], stage: "sal");
        sums.Ahead.Counts.Where(count => count.Open > 0).Select(count => (count.Stage, count.Open)).ShouldBe([("mql", 2L)]);
    }

    [Fact]
    public void What_happened_at_or_after_the_forecast_is_not_known()
    {
        var sums = Sums(GoalMetric.Won, [Lead("a", (90, To("mql")), (110, Won())), Lead("b", (90, To("mql")), (109.9, Won()))]);
        (sums.Actual, sums.Final, sums.Ahead.Counts.Sum(count => count.Open)).ShouldBe((1, 2, 1));
    }

    [Fact]
    public void Fewer_than_20_of_an_age_have_the_chance_of_all_ages_and_fewer_than_20_of_all_none()
    {
        // 25 stays pass age 0, of which 10 stay beyond 31 days.
        JournalRow[][] Leads(int quick) =>
            [.. Many(quick, i => Lead($"w{i}", (10, To("mql")), (12, Won()))), .. Many(10, i => Lead($"l{i}", (10, To("mql")), (60, Lost()))), Lead("open", (70, To("mql")))];
        var sums = Sums(GoalMetric.Won, Leads(15));
        var share = sums.Ahead.Counts.Sum(count => count.Reaching) / sums.Ahead.Counts.Sum(count => count.Seconds);
        Forecasts.Of(GoalMetric.Won, sums, Window).ShouldNotBeNull().Open.ShouldBe(share, 1e-9);
        Forecasts.Of(GoalMetric.Won, Sums(GoalMetric.Won, Leads(5)), Window).ShouldBeNull();
    }

    [Fact]
    public void Revenue_is_the_chance_times_the_leads_value_or_the_median_amount_and_never_of_another_currency()
    {
        JournalRow[] Valued(string lead, decimal? value, string? currency) =>
            Lead(lead, (109.5, new Captured(LeadAttributes.None with { Value = value, Currency = currency })), (109.6, To("mql")));
        var history = Many(30, i => Lead($"w{i}", (10, To("mql")), (10.5, new DealWon(i < 16 ? 100 : 900, "BRL"))));
        var sums = Sums(GoalMetric.Revenue, [.. history, Valued("a", 1_000, "BRL"), Valued("b", null, null), Valued("c", 5_000, "USD")], currency: "BRL");
        // Everybody who was observed was won within the time that remains, so that the chance is 1; and arrivals are three in 28 days.
        var forecast = Forecasts.Of(GoalMetric.Revenue, sums, Window).ShouldNotBeNull();
        forecast.Open.ShouldBe(1_100, 1e-6);
        (forecast.Coming / 100).ShouldBe(3.0 / 28 * 19.5, 1e-6);
    }

    [Fact]
    public void Leads_still_to_come_arrive_as_in_the_last_28_days()
    {
        var history = Many(30, i => Lead($"w{i}", (10, To("mql")), (10, To("sal"))));
        var recent = Many(14, i => Lead($"r{i}", (100 + i * 0.5, To("sal"))));
        var sums = Sums(GoalMetric.Entered, [.. history, .. recent], stage: "sal");
        var forecast = Forecasts.Of(GoalMetric.Entered, sums, Window).ShouldNotBeNull();
        // 14 in 28 days, each there at once: 10 in the 20 days that remain.
        (forecast.Open, forecast.Coming).ShouldBe((0, 10));
        forecast.Plain.ShouldBe(14);
    }

    [Fact]
    public void The_range_is_wider_than_the_chances_alone_and_never_below_what_is_there()
    {
        var history = Many(60, i => Lead($"w{i}", i % 2 == 0 ? [(10, To("mql")), (20, Won())] : [(10, To("mql"))]));
        var forecast = Forecasts.Of(GoalMetric.Won, Sums(GoalMetric.Won, history), Window).ShouldNotBeNull();
        forecast.Low.ShouldBeGreaterThanOrEqualTo(forecast.Actual);
        forecast.High.ShouldBeGreaterThanOrEqualTo(forecast.Mid);
    }

    [Fact]
    public void Sums_of_parts_are_the_sums_of_the_whole()
    {
        var leads = Many(50, i => Lead($"l{i}", (i, To("mql")), (i + 3, To(i % 3 == 0 ? "sal" : "sql")), (i + 20 + i % 7, Won())));
        var (one, other) = (Sums(GoalMetric.Won, leads[..20]), Sums(GoalMetric.Won, leads[20..]));
        var (joined, whole) = (one.Plus(other), Sums(GoalMetric.Won, leads));
        (joined.Actual, joined.Final, joined.Reached, joined.Ahead.Cycles, joined.Ahead.Arrivals, joined.Ahead.First)
            .ShouldBe((whole.Actual, whole.Final, whole.Reached, whole.Ahead.Cycles, whole.Ahead.Arrivals, whole.Ahead.First));
        Forecasts.Of(GoalMetric.Won, joined, Window).ShouldNotBeNull().Mid.ShouldBe(Forecasts.Of(GoalMetric.Won, whole, Window).ShouldNotBeNull().Mid, 1e-9);
    }

    [Theory]
    [InlineData(0.99, 0)]
    [InlineData(1, 1)]
    [InlineData(3.9, 2)]
    [InlineData(4, 3)]
    [InlineData(8, 4)]
    [InlineData(30.9, 5)]
    [InlineData(31, 6)]
    [InlineData(400, 6)]
    public void Ages_are_grouped_in_elapsed_days(double days, int group) => StageAge.Of(Duration.FromDays(days)).ShouldBe(group);

    private static ForecastSums Sums(GoalMetric metric, JournalRow[][] leads, ForecastWindow? window = null, string? stage = null, string? currency = null)
    {
        var tally = new ForecastTally([new ForecastCase(metric, stage, currency, Dimension.All, "", [window ?? Window])]);
        foreach (var rows in leads) tally.Add(LeadTraces.Of(Book, rows[0].Lead, rows)!);
        return tally.ToSums()[0][0];
    }

    private static JournalRow[][] Many(int n, Func<int, JournalRow[]> lead) => [.. Enumerable.Range(0, n).Select(lead)];

    private static JournalRow[] Lead(string lead, params (double Day, EventData Data)[] events) =>
    [
        .. events.Select((e, i) => new JournalRow(
            i + 1, lead, new LeadEvent($"e{i}", EventTypes.Postable.Single(type => type.ToString() == e.Data.GetType().Name), Day(e.Day), Day(e.Day), "test", null, e.Data),
            OtherValues.None, null)),
    ];

    private static StageChanged To(string stage) => new(stage, null);

    private static DealWon Won() => new(null, null);

    private static DealLost Lost() => new(null);

    private static Instant Day(double day) => Day0 + Duration.FromDays(day);
}
