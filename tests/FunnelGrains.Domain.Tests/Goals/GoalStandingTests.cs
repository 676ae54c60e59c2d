using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalStandingTests
{
    private static readonly GoalDefinition Reach = new("marketing", GoalMetric.Entered, GoalPeriod.Month, 200, GoalKind.Reach, Stage: "mql");
    private static readonly GoalDefinition Below = Reach with { Kind = GoalKind.Below };
    private static readonly GoalDefinition Compliance = new("sales", GoalMetric.Compliance, GoalPeriod.Month, 0.9m, GoalKind.Above, Clause: "accept_mql");
    private static readonly GoalDefinition FirstTouch = new("sales", GoalMetric.FirstTouch, GoalPeriod.Month, 3600, GoalKind.Below);

    [Fact]
    public void Expected_pace_gap_projection_and_what_is_left_a_day_follow_their_formulas()
    {
        var standing = Standing(Reach, 60, Hours(40, daysLeft: 14));
        standing.Expected.ShouldBe(50);
        standing.Pace.ShouldBe(1.2m);
        standing.Gap.ShouldBe(10);
        standing.Projection.ShouldBe(240);
        standing.PerDayLeft.ShouldBe(10);
        standing.DaysLeft.ShouldBe(14);
        standing.MissedBy.ShouldBeNull();
    }

    [Theory]
    [InlineData(100, GoalStatus.OnTrack)]
    [InlineData(99, GoalStatus.OnTrack)]
    [InlineData(98.99, GoalStatus.Behind)]
    [InlineData(81, GoalStatus.Behind)]
    [InlineData(80.99, GoalStatus.AtRisk)]
    [InlineData(0, GoalStatus.AtRisk)]
    public void A_goal_to_reach_is_judged_by_its_pace(double actual, GoalStatus status) =>
        Standing(Reach, (decimal)actual, Hours(80)).Status.ShouldBe(status);

    [Theory]
    [InlineData(0, GoalStatus.OnTrack)]
    [InlineData(100, GoalStatus.OnTrack)]
    [InlineData(101, GoalStatus.OnTrack)]
    [InlineData(102, GoalStatus.Behind)]
    [InlineData(123, GoalStatus.Behind)]
    [InlineData(124, GoalStatus.AtRisk)]
    public void A_goal_to_stay_below_is_judged_by_the_inverse_pace(int actual, GoalStatus status) =>
        Standing(Below, actual, Hours(80)).Status.ShouldBe(status);

    [Fact]
    public void A_pace_of_exactly_the_threshold_is_on_track_when_the_expectation_has_no_finite_decimals()
    {
        for (var passed = 4; passed <= 32; passed++)
        {
            var progress = new GoalProgress(Duration.FromHours(33), Duration.FromHours(passed), 5, Ended: false);
            Standing(Reach with { Target = 100 }, 3 * passed, progress).Status.ShouldBe(GoalStatus.OnTrack);
            Standing(Reach with { Target = 100 }, 3 * passed - 0.000_000_001m, progress).Status.ShouldBe(GoalStatus.Behind);
        }
    }

    [Fact]
    public void There_is_no_verdict_in_the_first_tenth_of_the_period()
    {
        var early = Standing(Reach, 15, new GoalProgress(Duration.FromHours(160), Duration.FromHours(16) - Duration.Epsilon * 100, 19, Ended: false));
        (early.Status, early.Pace).ShouldBe((GoalStatus.NoVerdict, null));
        early.Expected.ShouldNotBeNull();
        Standing(Reach, 15, Hours(16)).Status.ShouldBe(GoalStatus.AtRisk);
    }

    [Fact]
    public void Before_anything_has_passed_there_is_neither_verdict_nor_projection()
    {
        var standing = Standing(Reach, 3, Hours(0, daysLeft: 20));
        (standing.Status, standing.Pace, standing.Projection, standing.Expected).ShouldBe((GoalStatus.NoVerdict, null, null, 0));
    }

    [Fact]
    public void There_is_no_verdict_where_nothing_is_expected() =>
        Standing(Below with { Target = 0 }, 1, Hours(80)).Status.ShouldBe(GoalStatus.NoVerdict);

    [Fact]
    public void Not_even_for_a_goal_to_stay_below_of_which_nothing_is_there()
    {
        Standing(Below with { Target = 0 }, 0, Hours(80)).Status.ShouldBe(GoalStatus.NoVerdict);
        Standing(FirstTouch with { Target = 0 }, 0, Hours(80)).Status.ShouldBe(GoalStatus.NoVerdict);
        Standing(Below with { Target = 0 }, 0, After).Status.ShouldBe(GoalStatus.Reached);
    }

    [Fact]
    public void Before_the_end_nothing_is_missed_by_however_far_it_is()
    {
        Standing(Reach, 1, Hours(159)).ShouldSatisfyAllConditions(standing => standing.MissedBy.ShouldBeNull(), standing => standing.Status.ShouldBe(GoalStatus.AtRisk));
        Standing(Below, 500, Hours(159)).MissedBy.ShouldBeNull();
        Standing(Compliance, 0, Hours(159)).MissedBy.ShouldBeNull();
    }

    [Theory]
    [InlineData(GoalKind.Reach, 200, GoalStatus.Reached)]
    [InlineData(GoalKind.Reach, 199, GoalStatus.Missed)]
    [InlineData(GoalKind.Above, 200, GoalStatus.Reached)]
    [InlineData(GoalKind.Above, 199, GoalStatus.Missed)]
    [InlineData(GoalKind.Below, 200, GoalStatus.Reached)]
    [InlineData(GoalKind.Below, 201, GoalStatus.Missed)]
    public void After_the_end_a_goal_is_reached_or_missed_by_its_target_alone(GoalKind kind, int actual, GoalStatus status)
    {
        var standing = Standing(Reach with { Kind = kind }, actual, After);
        standing.Status.ShouldBe(status);
        standing.MissedBy.ShouldBe(status == GoalStatus.Missed ? 1 : null);
        standing.PerDayLeft.ShouldBeNull();
    }

    [Fact]
    public void A_target_already_passed_leaves_nothing_a_day() => Standing(Reach, 250, Hours(80)).PerDayLeft.ShouldBe(0);

    [Fact]
    public void Without_a_day_left_nothing_can_be_left_a_day() => Standing(Reach, 150, Hours(160, daysLeft: 0)).PerDayLeft.ShouldBeNull();

    [Theory]
    [InlineData(0.95, GoalStatus.OnTrack)]
    [InlineData(0.891, GoalStatus.OnTrack)]
    [InlineData(0.89, GoalStatus.Behind)]
    [InlineData(0.729, GoalStatus.Behind)]
    [InlineData(0.72, GoalStatus.AtRisk)]
    public void Compliance_is_compared_with_its_target_from_the_first_hour(double actual, GoalStatus status)
    {
        var standing = Standing(Compliance, (decimal)actual, Hours(1));
        standing.Status.ShouldBe(status);
        (standing.Expected, standing.Pace, standing.Gap, standing.Projection, standing.PerDayLeft).ShouldBe((null, null, null, null, null));
    }

    [Fact]
    public void After_the_end_compliance_just_under_its_target_is_missed()
    {
        var standing = Standing(Compliance, 0.899m, After);
        (standing.Status, standing.MissedBy).ShouldBe((GoalStatus.Missed, 0.001m));
    }

    [Theory]
    [InlineData(3600, GoalStatus.OnTrack)]
    [InlineData(4000, GoalStatus.Behind)]
    [InlineData(7200, GoalStatus.AtRisk)]
    public void A_median_is_compared_with_its_target(int seconds, GoalStatus status) =>
        Standing(FirstTouch, seconds, Hours(1)).Status.ShouldBe(status);

    [Fact]
    public void Where_nothing_was_measured_there_is_no_verdict_not_even_after_the_end()
    {
        Standing(Compliance, null, Hours(80)).Status.ShouldBe(GoalStatus.NoVerdict);
        Standing(Compliance, null, After).Status.ShouldBe(GoalStatus.NoVerdict);
    }

    [Fact]
    public void The_workspace_may_set_its_own_thresholds()
    {
        var strict = new GoalThresholds(OnTrack: 1, Behind: 0.95m, FirstVerdict: 0.5m);
        GoalStanding.Of(Reach, 99, Hours(80), strict).Status.ShouldBe(GoalStatus.Behind);
        GoalStanding.Of(Reach, 94, Hours(80), strict).Status.ShouldBe(GoalStatus.AtRisk);
        GoalStanding.Of(Reach, 94, Hours(79), strict).Status.ShouldBe(GoalStatus.NoVerdict);
    }

    [Fact]
    public void The_smallest_target_against_the_largest_revenue_stays_within_what_decimals_hold()
    {
        var begun = new GoalProgress(Duration.FromDays(92), Duration.FromDays(10), 60, Ended: false);
        Standing(Reach with { Target = 0.000001m }, long.MaxValue / 10_000m, begun).Pace.ShouldNotBeNull().ShouldBeGreaterThan(1_000_000_000_000_000_000m);
        Standing(Below with { Target = 0.000001m }, long.MaxValue / 10_000m, begun).Status.ShouldBe(GoalStatus.AtRisk);
    }

    [Fact]
    public void The_largest_target_and_revenue_stay_within_what_decimals_hold()
    {
        var quarter = new GoalProgress(Duration.FromDays(92), Duration.FromDays(91), 1, Ended: false);
        Standing(Reach with { Target = 1_000_000_000_000m }, long.MaxValue / 10_000m, quarter).Status.ShouldBe(GoalStatus.OnTrack);
    }

    private static GoalProgress After => new(Duration.FromHours(160), Duration.FromHours(160), 0, Ended: true);

    /// <summary>So many hours of a period of 160 have passed.</summary>
    private static GoalProgress Hours(int passed, int daysLeft = 10) => new(Duration.FromHours(160), Duration.FromHours(passed), daysLeft, Ended: false);

    private static GoalStanding Standing(GoalDefinition goal, decimal? actual, GoalProgress progress) => GoalStanding.Of(goal, actual, progress);
}
