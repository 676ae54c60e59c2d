using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>Warnings and steps of an escalation.</summary>
public sealed partial class DeadlineTests
{
    [Fact]
    public void A_warning_is_recorded_and_told_once_within_a_second()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromMinutes(20));
        world.Warnings.ShouldBeEmpty();
        world.Pass(Moment + Moment);
        world.Pass(Duration.FromMinutes(5));
        var row = world.Rows().Single(row => row.Event.Type == EventType.SlaWarned);
        (row.Event.ReceivedAt - World.Start - Duration.FromMinutes(20)).ShouldBeLessThan(Duration.FromSeconds(1));
        world.Warnings.Select(told => (told.Lead, told.Warning.Id, told.Warning.Threshold)).ShouldBe([("L-1", row.Event.Id, "before:600")]);
    }

    [Fact]
    public void A_step_of_an_escalation_is_taken_so_long_after_the_breach_and_its_grace()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Sal));
        world.Settle();
        world.Pass(Duration.FromMinutes(17));
        world.Warnings.ShouldBeEmpty();
        world.Pass(Moment + Moment);
        world.Warnings.Single().Warning.Step.ShouldBe("boss");
        world.Rows().Single(row => row.Event.Type == EventType.SlaWarned).Event.Data.ShouldBeOfType<SlaWarned>().Team.ShouldBe("sales");
    }

    [Fact]
    public void A_warning_that_passed_while_no_shard_lived_is_told_as_soon_as_one_is_back_and_once()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        shard.Die(new ZeroRandom());
        world.Advance(Duration.FromMinutes(25));
        var next = world.Open();
        world.Pass(Moment + Moment);
        world.Warnings.Count.ShouldBe(1);
        next.Die(new ZeroRandom());
        world.Open();
        world.Pass(Duration.FromSeconds(1));
        world.Rows().Count(row => row.Event.Type == EventType.SlaWarned).ShouldBe(1);
    }

    [Fact]
    public void A_warning_past_when_its_event_was_received_is_silent_also_after_a_crash()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", World.Start - Duration.FromMinutes(25), ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromMinutes(2));
        shard.Die(new Random(1));
        world.Open();
        world.Pass(Duration.FromHours(1));
        world.Rows().ShouldNotContain(row => row.Event.Type == EventType.SlaWarned);
        world.Breaches.Count.ShouldBe(1);
    }
}
