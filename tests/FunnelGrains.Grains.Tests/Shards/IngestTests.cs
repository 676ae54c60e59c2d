using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class IngestTests
{
    private static readonly FunnelQuestion AllTime = new(new LocalDate(2020, 1, 1), new LocalDate(2030, 1, 1), null);

    [Fact(Timeout = 60_000)]
    public async Task Who_gets_an_answer_reads_its_own_write()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var outcomes = await cluster.PostAsync("L-1", ("a", new StageChanged("mql", null), cluster.Now));
        outcomes.ShouldAllBe(outcome => outcome.Status == OutcomeStatus.Accepted);
        var funnel = await cluster.Funnel.ReadAsync(AllTime);
        funnel.Captured.ShouldBe(1);
        funnel.Stages.Single(stage => stage.Key == "mql").Now.ShouldBe(1);
        var lead = await cluster.ShardOf("L-1").ReadLeadAsync("L-1");
        lead.ShouldNotBeNull().View.Clocks.Single().State.ShouldBe(ClockState.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_duplicate_is_known_for_ever_also_after_a_kill()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.PostAsync("L-1", ("a", new StageChanged("mql", null), cluster.Now), ("b", new Touched("call", null, false), cluster.Now));
        (await cluster.PostAsync("L-1", ("a", new StageChanged("mql", null), cluster.Now)))[0].Status.ShouldBe(OutcomeStatus.Duplicate);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.PostAsync("L-1", ("a", new StageChanged("mql", null), cluster.Now)))[0].Status.ShouldBe(OutcomeStatus.Duplicate);
        (await cluster.PostAsync("L-1", ("a", new StageChanged("sal", null), cluster.Now)))[0].Status.ShouldBe(OutcomeStatus.DuplicateDiffers);
        (await cluster.Funnel.ReadAsync(AllTime)).Captured.ShouldBe(1);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_kill_loses_nothing_and_the_audit_finds_no_difference()
    {
        var cluster = await FunnelCluster.StartAsync();
        for (var i = 0; i < 200; i++)
            await cluster.PostAsync(
                $"L-{i}", ("a", new StageChanged(i % 2 == 0 ? "mql" : "sal", null), cluster.Now - Duration.FromMinutes(i)),
                ("b", new DealWon(i % 3 == 0 ? 12.5m : null, i % 3 == 0 ? "BRL" : null), cluster.Now));
        var before = await cluster.Funnel.ReadAsync(AllTime);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        var after = await cluster.Funnel.ReadAsync(AllTime);
        after.Captured.ShouldBe(200);
        after.Won.ShouldBe(200);
        after.Revenue.ShouldBe(before.Revenue);
        var audit = await cluster.Funnel.AuditAsync();
        audit.Differences.ShouldBeEmpty();
        (audit.Events, audit.Leads).ShouldBe((400, 200));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_breach_is_announced_once_also_when_its_clock_started_after_the_last_checkpoint_and_the_silo_was_killed()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.PostAsync("L-1", ("a", new StageChanged("sal", null), cluster.Now));
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        cluster.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(500));
        await FunnelCluster.UntilAsync(async () => (await BreachesAsync(cluster)).Any(breach => breach.Breach.AnnouncedAt is not null));
        var breach = (await BreachesAsync(cluster)).Single(breach => breach.Breach.Clause == "first_touch").Breach;
        breach.Due.ShouldBe(FunnelCluster.Start + Duration.FromHours(1));
        (breach.AnnouncedAt!.Value - breach.Due).ShouldBeLessThan(Duration.FromSeconds(1));
        await cluster.PostAsync("L-1", ("b", new Touched("call", null, false), cluster.Now));
        (await BreachesAsync(cluster)).Single(other => other.Breach.Clause == "first_touch").Breach.State.ShouldBe(ClockState.MetLate);
        (await cluster.Funnel.AuditAsync()).Differences.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_import_of_old_data_breaches_silently()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.PostAsync("L-1", ("a", new StageChanged("sal", null), cluster.Now - Duration.FromDays(100)));
        await cluster.PostAsync("L-2", ("a", new StageChanged("mql", null), cluster.Now));
        var breaches = await BreachesAsync(cluster);
        breaches.Select(breach => breach.Breach.Clause).ShouldBe(["five_touches", "first_touch"], ignoreOrder: true);
        breaches.ShouldAllBe(breach => breach.Breach.AnnouncedAt == null);
    }

    private static async Task<IReadOnlyList<Abstractions.Shards.LeadBreach>> BreachesAsync(FunnelCluster cluster)
    {
        foreach (var n in new[] { 0, 1 })
            await cluster.Grains.GetGrain<Abstractions.Shards.IFunnelShardGrain>($"default/{n}").FlushAsync(TimeSpan.Zero);
        return (await cluster.Grains.GetGrain<IListsGrain>("default").BreachesAsync(new BreachListQuestion(false, null, null))).Breaches;
    }
}
