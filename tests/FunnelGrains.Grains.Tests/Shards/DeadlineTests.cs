using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>An MQL is to be accepted within 30 minutes, an accepted lead touched within 10; the latter's breach is announced 2 minutes later.</summary>
public sealed partial class DeadlineTests
{
    private static readonly Duration HalfAnHour = Duration.FromMinutes(30);
    private static readonly Duration Moment = Duration.FromMilliseconds(1);
    private static readonly StageChanged Mql = new("mql", null);
    private static readonly StageChanged Sal = new("sal", null);

    [Fact]
    public void Counts_move_at_due_and_the_breach_is_recorded_and_told_once()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(HalfAnHour);
        world.Count(shard, Measure.ClauseBreached, "accept_mql").ShouldBe(0, "exactly at due nothing is broken");
        world.Pass(Moment + Moment);
        world.Count(shard, Measure.ClauseBreached, "accept_mql").ShouldBe(1);
        world.Pass(Duration.FromHours(1));
        var row = world.Rows().Single(row => row.Event.Type == EventType.SlaBreached);
        (row.Event.ReceivedAt - World.Start - HalfAnHour).ShouldBeLessThan(Duration.FromSeconds(1));
        world.Breaches.Select(told => (told.Lead, told.Breach.Id)).ShouldBe([("L-1", row.Event.Id)]);
    }

    [Fact]
    public void With_grace_counts_move_at_due_and_the_announcement_follows()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Sal));
        world.Settle();
        world.Pass(Duration.FromMinutes(11));
        world.Count(shard, Measure.ClauseBreached, "first_touch").ShouldBe(1);
        world.Breaches.ShouldBeEmpty();
        world.Pass(Duration.FromMinutes(1) + Moment + Moment);
        world.Breaches.Single().Breach.Clause.ShouldBe("first_touch");
    }

    [Fact]
    public void An_acceptance_that_waits_in_the_queue_is_no_broken_promise()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Advance(HalfAnHour - Moment);
        world.Disk.Held.Add(SlowJournal.Writer);
        world.Post(shard, "L-2", ("a", Mql));
        world.Settle();
        world.Post(shard, "L-1", ("b", Sal));
        world.Advance(Duration.FromSeconds(5));
        world.Disk.Held.Clear();
        world.Settle();
        world.Count(shard, Measure.ClauseMet, "accept_mql").ShouldBe(1);
        world.Breaches.ShouldBeEmpty();
        world.Rows().ShouldNotContain(row => row.Event.Type == EventType.SlaBreached);
    }

    [Fact]
    public void Late_evidence_rescinds_a_breach()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromHours(1));
        world.Breaches.Count.ShouldBe(1);
        world.Post(shard, "L-1", World.Start + Duration.FromMinutes(20), ("b", Sal));
        world.Settle();
        world.Count(shard, Measure.ClauseBreached, "accept_mql").ShouldBe(0);
        var lead = world.Wait(() => shard.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull();
        lead.View.Breaches.Single(breach => breach.Clause == "accept_mql").Rescinded.ShouldBeTrue();
        world.Rows().Count(row => row.Event.Data is SlaBreached { Clause: "accept_mql" }).ShouldBe(1);
    }

    [Fact]
    public void A_rescinded_breach_that_stands_again_with_the_same_due_is_neither_recorded_nor_told_again()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromHours(1));
        var told = world.Breaches.Single().Breach;
        // It was an MQL before: the change of 9:00 moved nothing and started no clock.
        world.Post(shard, "L-1", World.Start - Duration.FromMinutes(5), ("b", Mql));
        world.Settle();
        Stands().Single(breach => breach.Id == told.Id).Rescinded.ShouldBeTrue();
        // And was accepted in between: so it came back to MQL at 9:00, and that clock is breached after all.
        world.Post(shard, "L-1", World.Start - Duration.FromMinutes(3), ("c", Sal));
        world.Settle();
        world.Pass(Duration.FromHours(1));
        var again = Stands().Single(breach => breach.Id == told.Id);
        (again.Rescinded, again.Due, again.Open).ShouldBe((false, told.Due, true));
        world.Count(shard, Measure.ClauseBreached, "accept_mql").ShouldBe(1);
        world.Breaches.Count(breach => breach.Breach.Clause == "accept_mql").ShouldBe(1);
        world.Rows().Count(row => row.Event.Data is SlaBreached { Clause: "accept_mql" }).ShouldBe(1);

        IEnumerable<BreachView> Stands() => world.Wait(() => shard.Engine.ReadLeadAsync("L-1")).ShouldNotBeNull().View.Breaches;
    }

    [Fact]
    public void A_breach_that_fell_due_while_no_shard_lived_is_told_as_soon_as_one_is_back_and_once()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        shard.Die(new ZeroRandom());
        world.Advance(Duration.FromHours(2));
        var next = world.Open();
        world.Pass(Moment + Moment);
        world.Breaches.Count.ShouldBe(1);
        next.Die(new ZeroRandom());
        world.Open();
        world.Pass(Duration.FromSeconds(1));
        world.Rows().Count(row => row.Event.Type == EventType.SlaBreached).ShouldBe(1);
    }

    [Fact]
    public void An_import_past_due_is_counted_and_never_announced_also_after_a_crash()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", World.Start - Duration.FromDays(3), ("a", Mql));
        world.Settle();
        world.Pass(Duration.FromHours(1));
        shard.Die(new Random(1));
        var next = world.Open();
        world.Pass(Duration.FromHours(1));
        world.Count(next, Measure.ClauseBreached, "accept_mql").ShouldBe(1);
        world.Breaches.ShouldBeEmpty();
        world.Rows().ShouldNotContain(row => row.Event.Type == EventType.SlaBreached);
    }

    [Fact]
    public void A_breach_that_was_saved_before_its_row_was_written_is_recorded_after_a_crash()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Disk.Held.Add(SlowJournal.Writer);
        foreach (var lead in new[] { "L-2", "L-3" })
        {
            world.Post(shard, lead, ("a", new Touched("call", null, false)));
            world.Settle();
        }

        world.Advance(HalfAnHour + Moment);
        world.Disk.Held.Clear();
        while (world.Rows().All(row => row.Lead != "L-3")) world.Step(new ZeroRandom()).ShouldBeTrue();
        world.Disk.Held.Add(SlowJournal.Writer);
        world.Disk.Answer(SlowJournal.Writer);
        world.Settle();
        // The breach is counted, and other rows with it, so it can be saved; its own row cannot be written yet.
        world.Turns.Run(() => shard.Engine.FlushAsync(Duration.Zero));
        world.Settle();
        Counted(world).ShouldBe(1);
        world.Rows().ShouldNotContain(row => row.Event.Type == EventType.SlaBreached);
        shard.Die(new ZeroRandom());
        world.Disk.Held.Clear();
        world.Open();
        world.Pass(Duration.FromSeconds(1));
        world.Rows().Count(row => row.Event.Type == EventType.SlaBreached).ShouldBe(1);
        world.Breaches.Count.ShouldBe(1);
    }

    [Fact]
    public void A_breach_recorded_and_not_yet_told_is_told_after_a_crash()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Advance(HalfAnHour + Moment);
        while (world.Rows().All(row => row.Event.Type != EventType.SlaBreached)) world.Step(new ZeroRandom()).ShouldBeTrue();
        world.Breaches.ShouldBeEmpty();
        shard.Die(new ZeroRandom());
        world.Open();
        world.Breaches.Single().Breach.Id.ShouldBe(world.Rows().Single(row => row.Event.Type == EventType.SlaBreached).Event.Id);
    }

    [Fact]
    public void A_breach_told_and_saved_is_told_again_for_a_minute_since_the_funnel_may_have_died_with_its_shard()
    {
        var (world, shard) = World.WithShard();
        world.Post(shard, "L-1", ("a", Mql));
        world.Settle();
        world.Pass(HalfAnHour + Moment + Moment);
        var told = world.Breaches.Single();
        world.Turns.Run(() => shard.Engine.FlushAsync(Duration.Zero));
        world.Settle();
        shard.Die(new ZeroRandom());
        world.Breaches.Clear();
        var next = world.Open();
        world.Breaches.Select(again => again.Breach.Id).ShouldBe([told.Breach.Id]);
        world.Wait(next.Engine.ReadPartialAsync).Announced.Select(again => again.Breach.Id).ShouldBe([told.Breach.Id]);
        next.Die(new ZeroRandom());
        world.Breaches.Clear();
        world.Pass(Duration.FromMinutes(1) + Moment);
        world.Open();
        world.Breaches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_save_in_parts_that_a_crash_cuts_off_leaves_no_clock_unjudged(int partsDone)
    {
        var (world, shard) = World.WithShard(new ShardOptions { CheckpointLeads = 1 });
        Act("L-1", "L-2", Sal);
        world.Pass(Duration.FromSeconds(2));
        // Two leads breach by time alone, their announcements wait for the grace; two others have new rows.
        world.Disk.Held.Add(SlowReadModel.Writer);
        world.Pass(Duration.FromMinutes(11));
        Act("L-3", "L-4", new Touched("call", null, false));
        world.Advance(Duration.FromSeconds(2));
        world.Count(shard, Measure.ClauseBreached, "first_touch").ShouldBe(2);
        for (var part = 0; part < partsDone && world.Disk.Requests.Any(request => request.Lane == SlowReadModel.Writer); part++)
        {
            world.Disk.Answer(SlowReadModel.Writer);
            world.Turns.RunAll();
        }

        shard.Die(new ZeroRandom());
        world.Disk.Held.Clear();
        var next = world.Open();
        world.Pass(Duration.FromSeconds(1));
        world.Count(next, Measure.ClauseBreached, "first_touch").ShouldBe(2);
        world.Pass(Duration.FromMinutes(2));
        world.Breaches.Count.ShouldBe(2);

        void Act(string lead, string other, EventData what)
        {
            world.Post(shard, lead, ("a", what));
            world.Post(shard, other, ("a", what));
            world.Settle();
        }
    }

    private static long Counted(World world) => world.ReadModel.ReadAllCellsAsync(World.Shard, default).Now().Cells
        .Where(change => change.Cell is { Measure: Measure.ClauseBreached, Dimension: Dimension.All }).Sum(change => change.N);
}
