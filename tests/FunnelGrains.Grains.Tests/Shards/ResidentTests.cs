using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class ResidentTests
{
    private static readonly Touched Call = new("call", null, false);

    [Fact]
    public void Leads_beyond_the_limit_leave_memory_the_idlest_first_and_come_back_right()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ResidentLimit = 2 });
        foreach (var lead in new[] { "L-1", "L-2", "L-1", "L-3" })
        {
            world.Post(shard, lead, ($"{world.Rows().Count}", Call));
            world.Settle();
        }

        world.Leads.Released.ShouldBe(["L-2"]);
        var repeat = world.Post(shard, "L-2", ("2", Call), ("new", Call));
        world.Settle();
        repeat.Now().Outcomes.Select(outcome => outcome.Status).ShouldBe([OutcomeStatus.Duplicate, OutcomeStatus.Accepted]);
        world.Count(shard, Measure.Touches).ShouldBe(5);
        world.Wait(shard.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_lead_that_stayed_behind_in_a_silo_is_right_when_its_shard_comes_back()
    {
        var (world, here) = World.WithShard();
        world.Post(here, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        here.Die(new Random(1));
        var there = world.Open(silo: 1);
        world.Post(there, "L-1", ("b", new StageChanged("sal", null)), ("c", Call));
        world.Settle();
        // Its promise is broken while nobody of the first silo knows.
        world.Pass(Duration.FromMinutes(60));
        there.Die(new Random(1));
        var back = world.Open();
        var detail = world.Wait(() => back.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull();
        detail.View.Stage.ShouldBe("sal");
        detail.Timeline.Length.ShouldBe(3);
        var truth = new LeadLedger(world.Book, "L-1", []);
        truth.Apply(0, Instant.MinValue, [.. world.Rows().Where(row => row.Lead == "L-1")], world.Now);
        detail.View.Clocks.ShouldBe(truth.View()!.Clocks);
        world.Post(back, "L-1", ("d", Call));
        world.Settle();
        world.Count(back, Measure.Touches).ShouldBe(2);
        world.Wait(back.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_lead_that_is_only_looked_at_is_not_kept()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ResidentLimit = 1 });
        foreach (var lead in new[] { "L-1", "L-2" })
        {
            world.Post(shard, lead, ("a", Call));
            world.Settle();
        }

        world.Leads.Released.Clear();
        world.Wait(() => shard.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull();
        world.Wait(() => shard.Engine.ReadLeadAsync("L-2")).ShouldNotBeNull();
        world.Leads.Released.ShouldBe(["L-1"], "the other is a resident");
    }

    [Fact]
    public void Many_promises_that_fall_due_at_once_are_judged_some_at_a_time()
    {
        var journal = new MemoryJournal();
        var world = new World(journal, new MemoryReadModel(), new ShardOptions { CheckpointLeads = 2, BatchLimit = 2, ResidentLimit = 1 });
        var shard = world.Open();
        for (var i = 0; i < 7; i++) world.Post(shard, $"L-{i}", ("a", new StageChanged("mql", null)));
        world.Settle();
        world.Pass(Duration.FromMinutes(31));
        world.Count(shard, Measure.BreachesOpen, "accept_mql").ShouldBe(7);
        world.Breaches.Count.ShouldBe(7);
        journal.MostLeadsRead.ShouldBe(2);
        world.Wait(shard.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_lead_does_not_leave_memory_while_an_apply_is_on_its_way()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ResidentLimit = 1 });
        world.Disk.Held.UnionWith([SlowJournal.Writer, "L-1", "L-2", "L-3"]);
        world.Post(shard, "L-1", ("a", Call));
        world.Settle();
        world.Post(shard, "L-2", ("a", Call));
        world.Post(shard, "L-3", ("a", Call));
        world.Disk.Held.Remove(SlowJournal.Writer);
        world.Settle();
        world.Disk.Held.Remove("L-1");
        world.Settle();
        world.Leads.Released.ShouldBe(["L-1"], "the others are beyond the limit too, and on their way");
        world.Disk.Held.Clear();
        world.Settle();
        world.Leads.Released.ShouldBe(["L-1", "L-2"]);
        world.Count(shard, Measure.Touches).ShouldBe(3);
    }

    [Fact]
    public void A_poison_event_is_passed_over_recorded_once_and_harms_no_other_of_its_batch()
    {
        var (world, shard) = World.WithShard();
        var answer = world.Post(shard, "L-1", ("a", Call), ("poison", new StageChanged("no such stage", null)), ("b", Call));
        world.Post(shard, "L-2", ("only poison", new StageChanged("no such stage", null)));
        world.Settle();
        answer.Now().Outcomes.ShouldAllBe(outcome => outcome.Status == OutcomeStatus.Accepted);
        world.Count(shard, Measure.Touches).ShouldBe(2);
        world.Count(shard, Measure.Captured).ShouldBe(1);
        shard.Engine.Status().Quarantined.ShouldBe(2);
        world.Post(shard, "L-1", ("c", Call));
        world.Settle();
        world.Pass(Duration.FromSeconds(2));
        shard.Die(new Random(1));
        var next = world.Open();
        world.Post(next, "L-1", ("d", Call));
        world.Post(next, "L-2", ("d", Call));
        world.Settle();
        world.Rows().Select(row => (row.Lead, row.Event.Data)).Where(row => row.Data is EventQuarantined).Select(row => row.Lead).Order().ShouldBe(["L-1", "L-2"]);
        world.Wait(() => next.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull().Timeline.Count(entry => entry.Quarantined).ShouldBe(1);
        world.Wait(next.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }
}
