using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Boards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class TellingTests
{
    private static readonly Duration Interval = Duration.FromMilliseconds(20);

    [Fact]
    public void Changes_within_an_interval_are_told_together()
    {
        var (world, shard) = World.WithShard();
        world.Pass(Interval);
        var before = world.Partials.Count;
        for (var i = 0; i < 50; i++)
        {
            world.Post(shard, $"L-{i}", ("a", new StageChanged("mql", null)));
            world.Settle();
        }

        world.Pass(Interval);
        (world.Partials.Count - before).ShouldBe(2, "the first change at once, the rest in one piece");
        Captured(world.Partials[before]).ShouldBe(1);
        Captured(world.Partials[^1]).ShouldBe(50);
    }

    [Fact]
    public void Whoever_misses_a_piece_notices_also_when_only_time_moved_the_counts()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new StageChanged("sal", null)));
        world.Settle();
        world.Pass(Interval);
        var totals = new FunnelTotals(1);
        totals.Take(world.Wait(shard.Engine.ReadPartialAsync)).ShouldBeTrue();
        world.Pass(Duration.FromMinutes(11));
        world.Pass(Interval);
        var heard = world.Partials[^1];
        world.Post(shard, "L-2", ("a", new Touched("call", null, false)));
        world.Settle();
        world.Pass(Interval);
        totals.Take(world.Partials[^1]).ShouldBeFalse("the piece with the breach is missing");
        totals.Take(world.Wait(shard.Engine.ReadPartialAsync)).ShouldBeTrue();
        totals.On(Measure.BreachesOpen, Cell.NoDay, "first_touch").ShouldBe(1);
        totals.Take(heard).ShouldBeTrue("an old piece changes nothing");
        totals.On(Measure.Touches, world.Book.DayOf(world.Now)).ShouldBe(1);
    }

    [Fact]
    public void A_win_is_told_at_most_once_also_after_a_crash()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new DealWon(100, "BRL")));
        world.Settle();
        world.Pass(Interval);
        shard.Die(new Random(1));
        world.Open();
        world.Pass(Interval + Interval);
        world.Wins.Select(win => win.EventId).ShouldBe(["a"]);
    }

    [Fact]
    public void A_lead_that_is_won_is_celebrated_once_by_whichever_event_won()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("stage", new StageChanged("customer", null)));
        world.Post(shard, "L-2", ("first", new DealWon(100, "BRL")), ("second", new DealWon(999, "BRL")));
        world.Settle();
        world.Post(shard, "L-1", ("late amount", new DealWon(100, "BRL")));
        world.Settle();
        world.Pass(Interval);
        world.Wins.Select(win => (win.EventId, win.Amount)).ShouldBe([("stage", null), ("first", 100m)], ignoreOrder: true);
    }

    [Fact]
    public void Totals_forget_days_that_are_no_longer_recent_and_know_who_is_silent()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        var today = world.Book.DayOf(world.Now);
        var totals = new FunnelTotals(2);
        totals.Take(world.Wait(shard.Engine.ReadPartialAsync));
        totals.SilentSince(world.Now).ShouldBe([1]);
        totals.SilentSince(world.Now + Interval).ShouldBe([0, 1]);
        totals.Forget(today);
        totals.On(Measure.Entered, today, "mql").ShouldBe(1);
        totals.Forget(today + 1);
        totals.On(Measure.Entered, today, "mql").ShouldBe(0);
        totals.On(Measure.Now, Cell.NoDay, "mql").ShouldBe(1);
        totals.Take(world.Wait(shard.Engine.ReadPartialAsync));
        totals.On(Measure.Entered, today, "mql").ShouldBe(0, "what is forgotten does not come back with a whole piece");
        totals.On(Measure.Now, Cell.NoDay, "mql").ShouldBe(1);
    }

    [Fact]
    public void Breaches_of_long_ago_are_told_to_no_observer_that_comes_now()
    {
        var lately = new AnnouncedLately(0);
        lately.Add(new("id", "L-1", "first_touch", new("a", "b"), "sales", null, World.Start), World.Start).ShouldBeTrue();
        lately.After(0, World.Start + Duration.FromSeconds(59)).Breaches.Length.ShouldBe(1);
        lately.After(0, World.Start + Duration.FromHours(14)).Breaches.ShouldBeEmpty();
    }

    private static long Captured(ShardPartial partial) =>
        partial.Cells.Where(change => change.Cell is { Measure: Measure.Captured, Dimension: Dimension.All }).Sum(change => change.N);
}
