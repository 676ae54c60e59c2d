using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalMilestoneTests
{
    private static readonly GoalDefinition Mqls = new("marketing", GoalMetric.Entered, GoalPeriod.Month, 200, GoalKind.Reach, Stage: "mql");
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 10, 12, 0);
    private static readonly GoalRecord Goal = GoalRecord.New(Mqls, Now, DateTimeZone.Utc);

    [Theory]
    [InlineData(49, 0)]
    [InlineData(50, 25)]
    [InlineData(149, 50)]
    [InlineData(150, 75)]
    [InlineData(200, 100)]
    public void Milestones_are_quarters_of_the_target(int actual, int percent) => GoalMilestone.Of(Mqls, actual).ShouldBe(percent);

    [Fact]
    public void A_goal_to_stay_below_and_one_that_gathers_nothing_have_none()
    {
        GoalMilestone.Of(Mqls with { Kind = GoalKind.Below }, 200).ShouldBe(0);
        GoalMilestone.Of(new("sales", GoalMetric.Compliance, GoalPeriod.Month, 0.9m, GoalKind.Above, Clause: "accept_mql"), 1).ShouldBe(0);
    }

    [Fact]
    public void Each_is_noted_once_with_its_instant_and_stays_when_the_value_falls_back()
    {
        var noted = Goal.Note(120, GoalStatus.OnTrack, Now);
        noted.Milestones.ShouldBe([new(25, Now), new(50, Now)]);
        var later = Now + Duration.FromDays(1);
        noted.Note(40, GoalStatus.OnTrack, later).ShouldBeSameAs(noted);
        noted.Note(160, GoalStatus.OnTrack, later).Milestones.ShouldBe([new(25, Now), new(50, Now), new(75, later)]);
    }

    [Fact]
    public void A_change_of_status_is_remembered_and_one_that_follows_within_a_minute_waits()
    {
        var behind = Goal.Note(0, GoalStatus.Behind, Now);
        behind.Turns.ShouldBe([new(GoalStatus.Behind, Now)]);
        behind.Note(0, GoalStatus.AtRisk, Now + Duration.FromSeconds(59)).ShouldBeSameAs(behind);
        var minute = Now + Duration.FromMinutes(1);
        behind.Note(0, GoalStatus.AtRisk, minute).Turns.ShouldBe([new(GoalStatus.Behind, Now), new(GoalStatus.AtRisk, minute)]);
    }

    [Fact]
    public void A_period_that_ends_takes_them_along_and_the_next_begins_without()
    {
        var turned = Goal.Note(120, GoalStatus.OnTrack, Now).Turn(Goal.Current.End, DateTimeZone.Utc, Duration.Zero);
        (turned.Milestones, turned.Turns).ShouldBe(([], []));
        turned.Past[0].Milestones.Select(milestone => milestone.Percent).ShouldBe([25, 50]);
        turned.Past[0].Turns.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_set_from_the_next_period_on_leaves_the_running_one_with_its_own()
    {
        var next = Goal.SetNext(Mqls with { Target = 300 }, Now, DateTimeZone.Utc, Duration.Zero);
        (next.Definition.Target, next.Next!.Target).ShouldBe((200, 300));
        var turned = next.Turn(Goal.Current.End, DateTimeZone.Utc, Duration.Zero);
        (turned.Past[0].Definition.Target, turned.Definition.Target, turned.Next).ShouldBe((200, 300, null));
        Goal.SetNext(Mqls, Now, DateTimeZone.Utc, Duration.Zero).ShouldBe(Goal);
    }

    [Fact]
    public void A_new_goal_from_the_next_period_on_waits_for_it()
    {
        var waits = GoalRecord.NewNext(Mqls, Now, DateTimeZone.Utc);
        waits.Current.From.ShouldBe(new LocalDate(2026, 12, 1));
        waits.Turn(Now + Duration.FromDays(15), DateTimeZone.Utc, Duration.Zero).ShouldBe(waits);
        waits.Set(Mqls, Now, DateTimeZone.Utc, Duration.Zero).Current.From.ShouldBe(new LocalDate(2026, 11, 1), "set for now, it runs now");
    }
}
