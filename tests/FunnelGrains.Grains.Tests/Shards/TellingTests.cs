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

    private static long Captured(ShardPartial partial) =>
        partial.Cells.Where(change => change.Cell is { Measure: Measure.Captured, Dimension: Dimension.All }).Sum(change => change.N);
}
