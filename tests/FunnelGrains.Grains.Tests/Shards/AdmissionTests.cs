using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class AdmissionTests
{
    private static readonly Touched Call = new("call", null, false);

    [Fact]
    public void Beyond_the_limit_of_the_queue_callers_are_told_to_come_again_and_when()
    {
        var (world, shard) = World.WithShard(new ShardOptions { QueueLimit = 3, RetryAfter = TimeSpan.FromSeconds(7) });
        world.Disk.Held.Add(SlowJournal.Writer);
        var onItsWay = world.Post(shard, "L-0", ("a", Call));
        world.Settle();
        var waiting = world.Post(shard, "L-1", ("a", Call), ("b", Call), ("c", Call));
        var refused = world.Post(shard, "L-2", ("a", Call));
        refused.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Retry);
        refused.Now().RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        world.Disk.Held.Clear();
        world.Settle();
        onItsWay.Now().Outcomes.Concat(waiting.Now().Outcomes).ShouldAllBe(outcome => outcome.Status == OutcomeStatus.Accepted);
        var again = world.Post(shard, "L-2", ("a", Call));
        world.Settle();
        again.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Accepted);
    }

    [Fact]
    public void Events_that_come_while_a_shard_opens_wait_for_it()
    {
        var (world, shard) = World.WithShard();
        shard.Die(new Random(1));
        world.Disk.Held.Add(SlowReadModel.Writer);
        var next = new Process(world);
        world.Settle();
        var answer = world.Post(next, "L-1", ("a", Call));
        answer.IsCompleted.ShouldBeFalse();
        world.Disk.Held.Clear();
        world.Settle();
        answer.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Accepted);
        world.Count(next, Measure.Touches).ShouldBe(1);
    }

    [Fact]
    public void Events_that_wait_for_a_shard_that_cannot_open_are_to_be_sent_again()
    {
        var (world, shard) = World.WithShard();
        shard.Die(new Random(1));
        world.Disk.Held.Add(SlowReadModel.Writer);
        var next = new Process(world);
        world.Settle();
        var answer = world.Post(next, "L-1", ("a", Call));
        world.Turns.Run(() =>
        {
            next.Engine.Close();
            return Task.CompletedTask;
        });
        world.Settle();
        answer.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Retry);
    }

    [Fact]
    public void A_recovering_shard_takes_nothing_for_longer_than_a_moment_and_reads_wait_until_it_is_back()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        shard.Die(new Random(1));
        world.Disk.Held.Add(SlowReadModel.Writer);
        var next = new Process(world);
        world.Settle();
        world.Advance(Duration.FromTimeSpan(world.Options.OpeningPatience));
        var answer = world.Post(next, "L-1", ("b", Call));
        answer.Now().RetryAfter.ShouldBe(world.Options.RetryAfter);
        var (lead, partial) = (world.Turns.Run(() => next.Engine.ReadLeadAsync("L-1")), world.Turns.Run(next.Engine.ReadPartialAsync));
        world.Settle();
        (lead.IsCompleted, partial.IsCompleted).ShouldBe((false, false), "what was answered before the crash is not counted yet");
        world.Disk.Held.Clear();
        world.Settle();
        lead.Now().ShouldNotBeNull().View.Stage.ShouldBe("mql");
        partial.Now().Cells.ShouldContain(change => change.Cell.Measure == Measure.Captured && change.N == 1);
    }

    [Fact]
    public void A_lead_takes_no_more_events_than_its_limit_and_still_knows_repeats()
    {
        var (world, shard) = World.WithShard(new ShardOptions { LeadEventLimit = 2 });
        var answer = world.Post(shard, "L-1", ("a", Call), ("b", Call), ("c", Call), ("a", Call));
        world.Settle();
        answer.Now().Outcomes.Select(outcome => outcome.Status).ShouldBe(
            [OutcomeStatus.Accepted, OutcomeStatus.Accepted, OutcomeStatus.Refused, OutcomeStatus.Duplicate]);
        answer.Now().Outcomes[2].Pointer.ShouldBe("/lead");
        answer.Now().RetryAfter.ShouldBeNull();
        world.Count(shard, Measure.Touches).ShouldBe(2);
    }

    [Fact]
    public void Values_beyond_the_bound_count_as_other_and_only_what_is_counted_takes_a_place()
    {
        var (world, shard) = World.WithShard(dimensionValues: 2);
        world.Post(shard, "L-1", ("a", Captured("ads")));
        world.Settle();
        world.Post(shard, "L-1", ("a", Captured("a repeat with another source")));
        world.Settle();
        for (var i = 2; i < 5; i++) world.Post(shard, $"L-{i}", ("a", Captured($"source {i}")));
        world.Settle();
        BySource(world, shard).ShouldBe([("(other)", 2), ("ads", 1), ("source 2", 1)]);
        shard.Die(new Random(1));
        var next = world.Open();
        world.Post(next, "L-9", ("a", Captured("ads")));
        world.Post(next, "L-10", ("a", Captured("source 3")));
        world.Settle();
        BySource(world, next).ShouldBe([("(other)", 3), ("ads", 2), ("source 2", 1)]);
        world.Rows().Single(row => row.Lead == "L-4").Event.Data.ShouldBe(Captured("source 4"), "the journal keeps what was sent");
    }

    private static Captured Captured(string source) => new(LeadAttributes.None with { Source = source });

    private static IEnumerable<(string, long)> BySource(World world, Process shard) => world
        .Wait(() => shard.Engine.SumAsync(new(null, null, [Measure.Captured], Dimension.Source, null, true, true))).Cells
        .Select(change => (change.Cell.Value, change.N)).Order();
}
