using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalValueTests
{
    private static readonly GoalDefinition Mqls = new("marketing", GoalMetric.Entered, GoalPeriod.Month, 200, GoalKind.Reach, Stage: "mql");
    private static readonly GoalDefinition Kept = new("sales", GoalMetric.Compliance, GoalPeriod.Month, 0.9m, GoalKind.Above, Clause: "accept_mql");

    [Fact]
    public void Entries_are_those_of_the_stage_summed_over_days_and_shards() =>
        GoalValue.Of(Mqls, [Of(Measure.Entered, "mql", 3), Of(Measure.Entered, "sal", 5), Of(Measure.Entered, "mql", 4, day: 2)]).ShouldBe(new GoalValue(7));

    [Fact]
    public void Nothing_counted_is_zero_for_what_gathers_and_no_value_for_shares_and_medians()
    {
        GoalValue.Of(Mqls, []).ShouldBe(new GoalValue(0));
        GoalValue.Of(Kept, []).ShouldBe(new GoalValue(null));
        GoalValue.Of(FirstTouch, []).ShouldBe(new GoalValue(null));
    }

    [Fact]
    public void Wins_and_touches_have_no_key()
    {
        GoalValue.Of(Won, [Of(Measure.Won, "", 2), Of(Measure.Won, "", -1)]).Actual.ShouldBe(1);
        GoalValue.Of(Won with { Metric = GoalMetric.Touches }, [Of(Measure.Touches, "", 2)]).Actual.ShouldBe(2);
    }

    [Fact]
    public void Revenue_is_exact_and_of_one_currency_only() =>
        GoalValue.Of(Won with { Metric = GoalMetric.Revenue, Currency = "BRL" }, [Of(Measure.Revenue, "BRL", 100_001), Of(Measure.Revenue, "USD", 5)])
            .Actual.ShouldBe(10.0001m);

    [Fact]
    public void Compliance_knows_its_clocks_and_the_misses_still_allowed()
    {
        var value = GoalValue.Of(Kept, [
            Of(Measure.ClauseMet, "accept_mql", 15), Of(Measure.ClauseBreached, "accept_mql", 1), Of(Measure.ClauseRunning, "accept_mql", 4),
            Of(Measure.ClauseBreached, "first_touch", 9)]);
        value.ShouldBe(new GoalValue(0.9375m, 15, 1, 4));
        value.MissesAllowed(Kept).ShouldBe(1);
        value.MissesAllowed(Mqls).ShouldBeNull();
    }

    [Fact]
    public void The_median_is_the_upper_bound_of_its_bucket_over_all_days()
    {
        var bucket = DurationHistogram.Bucket(Duration.FromMinutes(10));
        GoalValue.Of(FirstTouch, [
            Of(Measure.FirstTouch, DurationHistogram.Name(bucket), 1), Of(Measure.FirstTouch, DurationHistogram.Name(bucket), 1, day: 2),
            Of(Measure.FirstTouch, DurationHistogram.Name(bucket + 40), 3), Of(Measure.FirstTouch, DurationHistogram.Name(bucket - 40), 1)])
            .Actual.ShouldBe((decimal)DurationHistogram.UpperBound(bucket).TotalSeconds);
    }

    private static GoalDefinition Won => new("sales", GoalMetric.Won, GoalPeriod.Month, 10, GoalKind.Reach);

    private static GoalDefinition FirstTouch => new("sales", GoalMetric.FirstTouch, GoalPeriod.Month, 600, GoalKind.Below);

    private static CellChange Of(Measure measure, string key, long n, int day = 1) => new(new Cell(measure, day, key, Dimension.All, ""), n);
}
