using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalRecordTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly GoalDefinition Mqls = new("marketing", GoalMetric.Entered, GoalPeriod.Month, 200, GoalKind.Reach, Stage: "mql");
    private static readonly GoalRecord Goal = GoalRecord.New(Mqls, At(2026, 11, 15), Zone);

    [Fact]
    public void A_new_goal_counts_its_first_period_from_its_start_and_none_before()
    {
        (Goal.Current.From, Goal.Current.To).ShouldBe((new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30)));
        Goal.Past.ShouldBeEmpty();
    }

    [Fact]
    public void Until_its_last_instant_a_period_runs()
    {
        Goal.Turn(At(2026, 12, 1) - Duration.Epsilon, Zone, Day).ShouldBe(Goal);
        var turned = Goal.Turn(At(2026, 12, 1), Zone, Day);
        turned.Current.From.ShouldBe(new LocalDate(2026, 12, 1));
        turned.Past.ShouldHaveSingleItem().ShouldBe(new GoalPast(Mqls, Goal.Current, At(2026, 12, 2), null));
    }

    [Fact]
    public void Periods_that_ended_unseen_are_past_in_their_order_each_with_a_close_of_its_own()
    {
        var turned = Goal.Turn(At(2027, 2, 10), Zone, Day);
        turned.Past.Select(past => (past.Span.From.Month, past.ClosesAt)).ShouldBe([(11, At(2026, 12, 2)), (12, At(2027, 1, 2)), (1, At(2027, 2, 2))]);
        turned.Current.From.ShouldBe(new LocalDate(2027, 2, 1));
        turned.ShouldBeEquivalentTo(Goal.Turn(At(2026, 12, 5), Zone, Day).Turn(At(2027, 2, 10), Zone, Day));
    }

    [Fact]
    public void A_period_is_to_be_closed_from_its_close_on_and_once()
    {
        var past = Goal.Turn(At(2026, 12, 1), Zone, Day).Past[0];
        past.IsToBeClosed(At(2026, 12, 2) - Duration.Epsilon).ShouldBeFalse();
        past.IsToBeClosed(At(2026, 12, 2)).ShouldBeTrue();
        (past with { Frozen = new GoalValue(0) }).IsToBeClosed(At(2027, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_change_leaves_what_ended_and_holds_for_the_whole_running_period()
    {
        var changed = Goal.Set(Mqls with { Target = 300 }, At(2026, 12, 10), Zone, Day);
        changed.Past.Select(past => past.Definition.Target).ShouldBe([200]);
        changed.Turn(At(2027, 1, 1), Zone, Day).Past.Select(past => past.Definition.Target).ShouldBe([200, 300]);
    }

    [Fact]
    public void A_period_of_another_length_begins_with_the_one_that_runs_and_drops_the_one_that_ran()
    {
        var weekly = Goal.Set(Mqls with { Period = GoalPeriod.Week }, At(2026, 12, 10), Zone, Day);
        weekly.Current.From.ShouldBe(new LocalDate(2026, 12, 7));
        weekly.Past.Select(past => past.Span.From).ShouldBe([new LocalDate(2026, 11, 1)]);
        weekly.Turn(At(2026, 12, 14), Zone, Day).Past.Select(past => past.Span.From).ShouldBe([new LocalDate(2026, 11, 1), new LocalDate(2026, 12, 7)]);
    }

    [Fact]
    public void Closing_one_period_leaves_the_others()
    {
        var turned = Goal.Turn(At(2027, 1, 5), Zone, Day);
        turned.Close(turned.Past[0], new GoalValue(180)).Past.Select(past => past.Frozen?.Actual).ShouldBe([180, null]);
    }

    [Fact]
    public void A_past_period_is_reached_or_missed_by_its_target_alone()
    {
        var past = Goal.Turn(At(2026, 12, 1), Zone, Day).Past[0];
        (past.Standing(200).Status, past.Standing(200).MissedBy).ShouldBe((GoalStatus.Reached, null));
        (past.Standing(190).Status, past.Standing(190).MissedBy).ShouldBe((GoalStatus.Missed, 10));
        past.Standing(null).Status.ShouldBe(GoalStatus.NoVerdict);
    }

    private static Instant At(int year, int month, int day) => Zone.AtStartOfDay(new LocalDate(year, month, day)).ToInstant();
}
