using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Goals;

public sealed class GoalClosingTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_period_turns_at_the_workspaces_midnight()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        cluster.MoveTo(GoalScene.WeekEnd - Duration.FromMilliseconds(1));
        await cluster.MqlAsync("L-1");
        (await cluster.ReadingAsync()).ShouldSatisfyAllConditions(
            reading => reading.From.ShouldBe(new LocalDate(2026, 11, 2)), reading => reading.To.ShouldBe(new LocalDate(2026, 11, 8)),
            reading => reading.Actual.ShouldBe(1));
        (await cluster.PastAsync()).ShouldBeEmpty();

        cluster.MoveTo(GoalScene.WeekEnd);
        await cluster.MqlAsync("L-2");
        (await cluster.ReadingAsync()).ShouldSatisfyAllConditions(
            reading => reading.From.ShouldBe(new LocalDate(2026, 11, 9)), reading => reading.Actual.ShouldBe(1), reading => reading.Expected.ShouldBe(0));
        var ended = (await cluster.PastAsync()).ShouldHaveSingleItem();
        (ended.To, ended.Closed, ended.Frozen, ended.Now, ended.Correction).ShouldBe((new LocalDate(2026, 11, 8), false, null, 1, null));
        (ended.Status, ended.MissedBy, ended.ClosesAt).ShouldBe((GoalStatus.Missed, 9, GoalScene.WeekClose));
        await cluster.BoardShowsAsync(goals => goals is [{ From.Day: 9, Actual: 1 }]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_period_closes_a_day_after_its_end_and_what_comes_later_is_a_correction()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 2 });
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(GoalScene.WeekClose - Duration.FromMilliseconds(1));
        await cluster.MqlAsync("late-but-in-time", FunnelCluster.Start);
        (await cluster.PastAsync()).Single().ShouldSatisfyAllConditions(past => past.Closed.ShouldBeFalse(), past => past.Now.ShouldBe(2));

        cluster.MoveTo(GoalScene.WeekClose);
        await cluster.MqlAsync("too-late", FunnelCluster.Start);
        await cluster.UntilAsync(async () => (await cluster.PastAsync()).Single().Closed);
        var closed = (await cluster.PastAsync()).Single();
        (closed.Frozen, closed.Now, closed.Correction, closed.Status, closed.MissedBy).ShouldBe((2, 3, 1, GoalStatus.Reached, null));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_period_that_ended_while_the_process_was_down_closes_with_what_had_been_received_in_time()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster = await cluster.KillAndRestartAsync(later: Duration.FromDays(16), new StorageFaults { ["teamgoal"] = StorageFault.Before });
        await using var _ = cluster;
        await cluster.MqlAsync("too-late", FunnelCluster.Start);
        await cluster.MqlAsync("too-late-too", FunnelCluster.Start + Duration.FromDays(7));
        await cluster.UntilAsync(() => Task.FromResult(cluster.Faults.Hits > 0));
        (await cluster.PastAsync()).ShouldAllBe(past => !past.Closed);

        cluster.Faults.Clear();
        await cluster.UntilAsync(async () => (await cluster.PastAsync()) is { Length: 2 } past && past.All(period => period.Closed));
        (await cluster.PastAsync()).Select(past => (past.From.Day, past.Frozen, past.Now)).ShouldBe([(9, 0, 1), (2, 1, 2)]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_close_cut_off_before_its_write_repeats_to_the_same_value()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(GoalScene.WeekClose);
        cluster.Faults["teamgoal"] = StorageFault.Before;
        await cluster.UntilAsync(() => Task.FromResult(cluster.Faults.Hits > 0));
        await cluster.MqlAsync("too-late", FunnelCluster.Start);
        await cluster.MqlAsync("too-late-too", FunnelCluster.Start);
        await cluster.PostAsync("L-1", ("before", new StageChanged("mql", null), FunnelCluster.Start - Duration.FromDays(1)));
        cluster = await cluster.KillAndRestartAsync(later: Duration.FromSeconds(5));
        await using var _ = cluster;
        await cluster.UntilAsync(async () => await cluster.PastAsync() is [.., { Closed: true }]);
        // L-1 entered before the week, as we know now: one entry less, and the two late ones more.
        (await cluster.PastAsync())[^1].ShouldSatisfyAllConditions(past => past.Frozen.ShouldBe(1), past => past.Now.ShouldBe(2), past => past.Correction.ShouldBe(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_breach_rescinded_after_the_close_corrects_compliance()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(new("sales", GoalMetric.Compliance, GoalPeriod.Week, 1, GoalKind.Above, Clause: "first_touch"));
        await cluster.PostAsync("L-1", ("a", new StageChanged("sal", null), cluster.Now));
        cluster.MoveTo(GoalScene.WeekClose);
        await cluster.PostAsync("L-1", ("b", new Touched("call", null, false), FunnelCluster.Start + Duration.FromMinutes(5)));
        await cluster.UntilAsync(async () => (await cluster.PastAsync()).Single().Closed);
        var closed = (await cluster.PastAsync()).Single();
        (closed.Frozen, closed.Now, closed.Correction).ShouldBe((0, 1, 1));
        (closed.Status, closed.MissesAllowed).ShouldBe((GoalStatus.Missed, -1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_new_target_leaves_the_period_that_ended_with_its_own()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(GoalScene.WeekEnd);
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 1 });
        cluster.MoveTo(GoalScene.WeekClose);
        await cluster.UntilAsync(async () => (await cluster.PastAsync()).Single().Closed);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.ReadingAsync()).Definition.Target.ShouldBe(1);
        (await cluster.PastAsync()).Single().ShouldSatisfyAllConditions(
            past => past.Definition.Target.ShouldBe(10), past => past.Frozen.ShouldBe(1), past => past.Status.ShouldBe(GoalStatus.Missed));
    }
}
