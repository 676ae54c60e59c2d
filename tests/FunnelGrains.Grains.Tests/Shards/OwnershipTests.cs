using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class OwnershipTests
{
    private static readonly StageChanged Mql = new("mql", null);

    [Fact]
    public void The_older_of_two_activations_loses_at_its_next_insert_and_tells_its_callers_to_come_again()
    {
        var (world, older) = World.WithShard();
        var newer = world.Open();
        var answer = world.Post(older, "L-1", ("a", Mql));
        world.Settle();
        answer.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Retry);
        older.IsDead.ShouldBeTrue();
        var again = world.Post(newer, "L-1", ("a", Mql));
        world.Settle();
        again.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Accepted);
        world.Count(newer, Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void A_claim_that_a_row_of_the_owner_before_overtakes_is_made_again_behind_it()
    {
        var (world, _) = World.WithShard();
        ((MemoryJournal)world.Journal).Overtaking = seq => Row(world, seq, "L-1", EventType.StageChanged, Mql);
        var newer = world.Open();
        newer.IsUp.ShouldBeTrue();
        world.Count(newer, Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void A_claim_that_another_claim_overtakes_is_given_up()
    {
        var (world, _) = World.WithShard();
        ((MemoryJournal)world.Journal).Overtaking = seq => Row(world, seq, "", EventType.ShardOpened, new ShardOpened("faster"));
        var slower = new Process(world);
        world.Settle();
        slower.IsDead.ShouldBeTrue();
    }

    [Fact]
    public void The_older_of_two_activations_loses_at_its_next_save()
    {
        var (world, older) = World.WithShard();
        world.Post(older, "L-1", ("a", Mql));
        world.Settle();
        var newer = world.Open();
        world.Pass(Duration.FromTimeSpan(new ShardOptions().CheckpointInterval * 2));
        older.IsDead.ShouldBeTrue();
        newer.IsDead.ShouldBeFalse();
        world.Count(newer, Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void The_older_of_two_activations_gives_up_when_it_reads_what_it_did_not_save()
    {
        var (world, older) = World.WithShard();
        world.Post(older, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromSeconds(2));
        var newer = world.Open();
        world.Post(newer, "L-2", ("a", Mql));
        world.Settle();
        world.Wait(async () =>
        {
            await newer.Engine.FlushAsync(Duration.Zero);
            return 0;
        });
        Should.Throw<ShardGoneException>(() => world.Count(older, Measure.Captured));
        older.IsDead.ShouldBeTrue();
        world.Count(newer, Measure.Captured).ShouldBe(2);
    }

    [Fact]
    public void Whoever_waits_for_a_list_when_the_shard_gives_up_is_told_so()
    {
        var (world, shard) = World.WithShard();
        world.Disk.Held.Add(SlowReadModel.Writer);
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        var list = world.Turns.Run(() => shard.Engine.FlushAsync(Duration.Zero));
        world.Disk.Held.Add(SlowJournal.Writer);
        world.Post(shard, "L-1", ("b", Mql));
        world.Settle();
        world.Disk.Fail(SlowJournal.Writer, new JournalUnavailableException("full"), carriedOut: false);
        world.Settle();
        list.Exception.ShouldNotBeNull().InnerException.ShouldBeOfType<ShardGoneException>();
    }

    [Fact]
    public void Versions_grow_over_restarts()
    {
        var (world, shard) = World.WithShard();
        var versions = new List<(long Claim, long Counted)>();
        for (var i = 0; i < 4; i++)
        {
            world.Post(shard, "L-1", ($"{i}", Mql), ($"again {i}", new Touched("call", null, false)));
            world.Settle();
            world.Pass(Duration.FromMilliseconds(100));
            shard.Die(new Random(i));
            shard = world.Open();
        }

        versions.AddRange(world.Partials.Select(partial => (partial.Claim, partial.CountedSeq)));
        versions.ShouldBe(versions.Order());
        versions.Select(version => version.Claim).Distinct().Count().ShouldBe(5);
        versions.GroupBy(version => version.Claim).Select(claim => claim.Min(version => version.Counted)).ShouldBe(versions.Select(version => version.Claim).Distinct());
    }

    [Fact]
    public void A_checkpoint_beyond_the_end_of_the_journal_is_of_another_history_and_all_is_counted_anew()
    {
        var (world, shard) = World.WithShard();
        for (var i = 0; i < 5; i++) world.Post(shard, $"L-{i}", ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromSeconds(2));
        var restored = new MemoryJournal();
        foreach (var row in world.Rows().Take(3)) restored.AppendAsync(World.Shard, [row], marksDirty: false);
        var after = new World(restored, world.ReadModel);
        var next = after.Open();
        after.Count(next, Measure.Captured).ShouldBe(2);
        after.Pass(Duration.FromSeconds(2));
        after.Wait(next.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    private static JournalRow Row(World world, long seq, string lead, EventType type, EventData data) =>
        new(seq, lead, new LeadEvent($"event-{seq}", type, world.Now, world.Now, "key", null, data), OtherValues.None, null);
}
