using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Archive;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>When a shard has its journal archived, and what it does where archived rows cannot be read.</summary>
public sealed class ArchivingTests
{
    private static readonly Duration Round = Duration.FromHours(1);

    [Fact]
    public void What_is_saved_and_old_enough_is_archived_once_in_a_while()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ArchiveAfter = TimeSpan.FromDays(10) });
        var orders = ((MemoryJournal)world.Journal).ArchiveOrders;
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        world.Pass(Duration.FromSeconds(2));
        world.Disk.Held.Add(SlowReadModel.Writer);
        world.Post(shard, "L-1", ("b", new Touched("call", null, false)));
        world.Settle();
        world.Pass(Round - Duration.FromSeconds(3));
        orders.ShouldBeEmpty();

        world.Pass(Duration.FromSeconds(2));

        var (of, order) = orders.ShouldHaveSingleItem();
        of.ShouldBe(World.Shard);
        order.ThroughSeq.ShouldBe(2, "the claim and the first event are saved, the second is not");
        (world.Now - order.ReceivedBefore).ShouldBeInRange(Duration.FromDays(10), Duration.FromDays(10) + Duration.FromSeconds(2));
        (order.ReceivedBefore - order.PartBefore).ShouldBe(Duration.FromDays(1));
        world.Pass(Round);
        orders.Count.ShouldBe(2);
    }

    [Fact]
    public void Nothing_is_archived_where_nobody_asked_for_it()
    {
        var (world, _) = World.WithShard();
        world.Pass(Duration.FromDays(3));
        ((MemoryJournal)world.Journal).ArchiveOrders.ShouldBeEmpty();
    }

    [Fact]
    public void A_shard_whose_rows_cannot_be_archived_goes_on_and_tries_again()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ArchiveAfter = TimeSpan.FromDays(10) });
        world.Disk.Held.Add(SlowJournal.Archive);
        world.Pass(Round);
        world.Disk.Fail(SlowJournal.Archive, new ArchiveUnavailableException("The disk is full"), carriedOut: false);
        world.Disk.Held.Clear();
        world.Settle();

        shard.IsUp.ShouldBeTrue();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        world.Count(shard, Measure.Captured).ShouldBe(1);
        world.Pass(Round);
        ((MemoryJournal)world.Journal).ArchiveOrders.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_lead_whose_archived_rows_cannot_be_read_is_put_off_and_all_others_are_taken()
    {
        var (world, shard) = World.WithShard(new ShardOptions { ResidentLimit = 1 });
        foreach (var lead in (string[])["L-1", "L-2", "L-3"]) world.Post(shard, lead, ("a", new StageChanged("mql", null)));
        world.Settle();
        var journal = (MemoryJournal)world.Journal;
        journal.Unreadable.Add("L-1");

        var answer = world.Post(shard, [Event("L-1", "a"), Event("L-2", "b"), Event("L-1", "b"), Event("new", "a"), Event("L-2", "a")]);
        world.Settle();

        answer.Now().Outcomes.Select(outcome => outcome.Status).ShouldBe(
            [OutcomeStatus.Retry, OutcomeStatus.Accepted, OutcomeStatus.Retry, OutcomeStatus.Accepted, OutcomeStatus.Duplicate]);
        answer.Now().RetryAfter.ShouldBe(world.Options.RetryAfter);
        shard.IsUp.ShouldBeTrue();

        journal.Unreadable.Clear();
        var again = world.Post(shard, [Event("L-1", "a"), Event("L-1", "b")]);
        world.Settle();
        again.Now().Outcomes.Select(outcome => outcome.Status).ShouldBe([OutcomeStatus.Duplicate, OutcomeStatus.Accepted]);
        world.Wait(shard.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_asks_for_a_lead_that_cannot_be_read_is_refused_and_the_log_says_why()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        ((MemoryJournal)world.Journal).Unreadable.Add("L-1");
        Should.Throw<ArchiveUnavailableException>(() => world.Wait(() => shard.Engine.ReadLeadAsync("L-1")));
        world.Log.ToString().ShouldContain("The archive file is damaged");
        ((MemoryJournal)world.Journal).Unreadable.Clear();
        world.Wait(() => shard.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull();
    }

    [Fact]
    public void An_audit_says_which_archived_rows_it_could_not_read()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        ((MemoryJournal)world.Journal).Unreadable.Add("L-1");
        var difference = world.Wait(shard.Engine.AuditAsync).Differences.ShouldHaveSingleItem();
        (difference.What, difference.Folded).ShouldBe(($"{World.Shard} archived rows", "The archive file is damaged"));
        shard.IsUp.ShouldBeTrue();
    }

    private static IncomingEvent Event(string lead, string id)
    {
        EventData data = id == "a" ? new StageChanged("mql", null) : new Touched("call", null, false);
        return new IncomingEvent(lead, id, RandomEvents.TypeOf(data), World.Start, TimeGiven: id != "a", null, data, null);
    }
}
