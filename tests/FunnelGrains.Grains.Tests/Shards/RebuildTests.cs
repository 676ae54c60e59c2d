using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Tests.Shards.Simulation;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>A shard whose counts are made anew out of the journal.</summary>
public sealed class RebuildTests
{
    [Fact]
    public void A_long_history_is_saved_on_the_way_and_alarms_nobody_again()
    {
        var (journal, fresh) = (new MemoryJournal(), new MemoryReadModel());
        var before = new World(journal, new MemoryReadModel());
        var shard = before.Open();
        for (var i = 0; i < 6; i++) before.Post(shard, $"L-{i}", ("a", new StageChanged("mql", null)));
        before.Settle();
        before.Pass(Duration.FromHours(1));
        before.Breaches.Count.ShouldBe(6);
        shard.Die(new Random(1));

        var after = new World(journal, fresh, new ShardOptions { CheckpointLeads = 2, ReplayPage = 4 });
        after.Advance(before.Now - after.Now + Duration.FromDays(5));
        var restored = new Process(after);
        var random = new Random(1);
        while (!restored.IsUp) after.Step(random).ShouldBeTrue();
        fresh.Saves.ShouldBeGreaterThan(2);
        after.Pass(Duration.FromMinutes(2));
        after.Breaches.ShouldBeEmpty();
        after.Count(restored, Measure.BreachesOpen, "accept_mql").ShouldBe(6);
        after.Wait(restored.Engine.AuditAsync).Differences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1999a"), InlineData(null)]
    public void Counts_by_another_tz_database_are_made_anew_and_it_is_said(string? zones)
    {
        var readModel = new MemoryReadModel();
        var world = new World(new MemoryJournal(), readModel);
        var shard = world.Open();
        world.Post(shard, "L-1", ("a", new StageChanged("mql", null)));
        world.Pass(Duration.FromSeconds(3));
        shard.Die(new Random(1));
        readModel.SavedBy(zones);
        var next = world.Open();
        readModel.Resets.ShouldBe(1);
        world.Log.ToString().ShouldContain(zones ?? "none");
        world.Count(next, Measure.Entered, "mql").ShouldBe(1);
        world.Wait(next.Engine.AuditAsync).Differences.ShouldBeEmpty();
        world.Pass(Duration.FromSeconds(3));
        next.Die(new Random(1));
        world.Open();
        readModel.Resets.ShouldBe(1, $"it is counted by {ZoneDatabase.Version} now");
    }
}
