using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Planning;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals.Planning;

/// <summary>semantics.md, section 6: back-planning.</summary>
public class BackPlanTests
{
    [Fact]
    public void Seven_customers_at_five_percent_are_140_leads() => BackPlan.Steps(7, [new("lead", 0.05m, 1)])[0].ShouldBe(new PlanStep("lead", 140));

    [Fact]
    public void Twenty_one_through_seven_and_three_tenths_are_100_and_not_101()
    {
        var steps = BackPlan.Steps(21, [new("mql", 0.3m, 1), new("sal", 0.7m, 1)]);
        steps.Select(step => (step.Stage, step.Needed, step.Shown)).ShouldBe([("mql", 100m, 100m), ("sal", 30m, 30m)]);
    }

    [Fact]
    public void Revenue_times_the_share_by_the_average_deal_are_the_customers() => BackPlan.Customers(70_000, 0.4m, 4_000).ShouldBe(7);

    [Fact]
    public void Decimals_are_kept_to_nine_places_and_rounded_up_only_where_shown()
    {
        var steps = BackPlan.Steps(BackPlan.Customers(10_000, 1, 3_000)!.Value, [new("lead", 1, 2), new("mql", 1, 1)]);
        steps.Select(step => step.Needed).ShouldBe([6.666666666m, 3.333333333m]);
        steps.Select(step => step.Shown).ShouldBe([7, 4]);
    }

    [Fact]
    public void A_measured_third_stays_a_third() => BackPlan.Steps(7, [new("lead", 33, 99)])[0].Needed.ShouldBe(21);

    [Fact]
    public void A_zero_rate_gives_not_computable_from_there_back()
    {
        var steps = BackPlan.Steps(7, [new("lead", 0.5m, 1), new("mql", 0, 10), new("sal", 0.5m, 1)]);
        steps.Select(step => step.Needed).ShouldBe([null, null, 14m]);
    }

    [Fact]
    public void A_rate_that_nobody_measured_gives_not_computable() => BackPlan.Steps(7, [new("lead", 0, 0)])[0].Needed.ShouldBeNull();

    [Fact]
    public void An_average_deal_of_nothing_gives_no_customers() => BackPlan.Customers(1_000, 1, 0).ShouldBeNull();

    [Fact]
    public void A_rate_so_small_that_no_number_would_do_gives_not_computable() =>
        BackPlan.Steps(1_000_000_000_000, [new("lead", 0.000000001m, 1)])[0].Needed.ShouldBeNull();

    [Fact]
    public void No_customers_need_no_leads() => BackPlan.Steps(0, [new("lead", 0.1m, 1)])[0].Needed.ShouldBe(0);

    [Fact]
    public void The_leads_are_shifted_by_the_median_time_only_where_that_exceeds_the_period()
    {
        var december = GoalSpan.Of(GoalPeriod.Month, new LocalDate(2026, 12, 5), DateTimeZone.Utc);
        PlanSpan.Of(december, Duration.FromDays(31)).ShouldBe(new PlanSpan(new(2026, 12, 1), new(2026, 12, 31), false));
        PlanSpan.Of(december, Duration.FromDays(40.5)).ShouldBe(new PlanSpan(new(2026, 10, 21), new(2026, 11, 20), true));
        PlanSpan.Of(december, null).Shifted.ShouldBeFalse();
    }

    [Fact]
    public void Capacity_is_reps_times_the_leads_one_of_them_can_work()
    {
        var capacity = new PlanCapacity(2, 60);
        (capacity.Leads, capacity.Beyond(140), capacity.Beyond(100), capacity.RepsFor(140)).ShouldBe((120, 20, 0, 3));
        new PlanCapacity(2, 0).RepsFor(1).ShouldBeNull();
    }
}
