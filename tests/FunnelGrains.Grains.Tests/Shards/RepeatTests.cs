using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class RepeatTests
{
    [Fact]
    public void A_repeat_is_answered_when_the_first_copy_is_durable_and_counted_not_before()
    {
        var (world, shard) = World.WithShard();
        world.Disk.Held.Add(SlowJournal.Writer);
        var first = world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        var again = world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        var other = world.Post(shard, "L-1", ("a", new StageChanged("sal", null)));
        world.Disk.Held.Add("L-1");
        world.Disk.Held.Remove(SlowJournal.Writer);
        world.Settle();
        (first.IsCompleted, again.IsCompleted, other.IsCompleted).ShouldBe((false, false, false), "durable, but its lead did not answer yet");
        world.Disk.Held.Clear();
        world.Settle();
        first.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Accepted);
        again.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Duplicate);
        other.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.DuplicateDiffers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeat_fails_with_the_first_copy_and_both_are_safe_to_send_again(bool writtenAllTheSame)
    {
        var (world, shard) = World.WithShard();
        world.Disk.Held.Add(SlowJournal.Writer);
        var first = world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        var again = world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Disk.Fail(SlowJournal.Writer, new JournalUnavailableException("lost at COMMIT"), writtenAllTheSame);
        world.Disk.Held.Clear();
        world.Settle();
        foreach (var answer in new[] { first.Now(), again.Now() })
        {
            answer.Outcomes.Single().Status.ShouldBe(OutcomeStatus.Retry);
            answer.RetryAfter.ShouldBe(world.Options.RetryAfter);
        }

        shard.IsDead.ShouldBeTrue();
        var next = world.Open();
        var third = world.Post(next, "L-1", ("a", new StageChanged("mql", null)));
        world.Settle();
        third.Now().Outcomes.Single().Status.ShouldBe(writtenAllTheSame ? OutcomeStatus.Duplicate : OutcomeStatus.Accepted);
        world.Count(next, Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_no_write()
    {
        var (world, shard) = World.WithShard();
        using var gone = new CancellationTokenSource();
        var answer = world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        var waiting = answer.WaitAsync(gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        world.Settle();
        answer.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Accepted);
        world.Count(shard, Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void A_repeat_after_a_replay_is_known_as_the_same_also_by_its_personal_data()
    {
        var (world, shard) = World.WithShard();
        ImmutableArray<IncomingEvent> ana = [new("L-1", "a", EventType.Touched, World.Start, true, null, new Touched("call", null, false), """{"email":"ana@example.com"}""")];
        world.Post(shard, ana);
        world.Settle();
        shard.Die(new Random(1));
        var next = world.Open();
        var (same, other) = (world.Post(next, ana), world.Post(next, [ana[0] with { Personal = """{"email":"bia@example.com"}""" }]));
        world.Settle();
        same.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.Duplicate);
        other.Now().Outcomes.Single().Status.ShouldBe(OutcomeStatus.DuplicateDiffers);
    }
}
