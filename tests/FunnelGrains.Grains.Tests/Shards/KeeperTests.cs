using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class KeeperTests
{
    private static readonly StageChanged Mql = new("mql", null);

    [Fact(Timeout = 60_000)]
    public async Task A_dirty_shard_without_an_owner_is_woken()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var shard = new ShardKey("default", ShardId.Of("L-1", 2));
        await cluster.PostAsync("L-1", ("a", Mql, cluster.Now));
        (await cluster.Storage.Journal.ReadDirtyAsync(default)).ShouldContain(shard);
        var last = await OrphanAsync(cluster, shard);
        await UntilAsync(cluster, async () => (await cluster.Storage.Journal.ReadLastSeqAsync(shard, default)) > last);
        var woken = await cluster.Storage.Journal.ReadAfterAsync(shard, last, 10, default);
        woken[0].Event.Type.ShouldBe(EventType.ShardOpened);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_clean_shard_without_an_owner_is_woken_for_a_clock_that_falls_due()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var shard = new ShardKey("default", ShardId.Of("L-1", 2));
        await cluster.PostAsync("L-1", ("a", Mql, cluster.Now));
        await cluster.ShardOf("L-1").FlushAsync(TimeSpan.Zero);
        await FunnelCluster.UntilAsync(async () => !(await cluster.Storage.Journal.ReadDirtyAsync(default)).Contains(shard));
        var last = await OrphanAsync(cluster, shard);
        (await cluster.Storage.Journal.ReadDirtyAsync(default)).ShouldNotContain(shard);
        cluster.Time.Advance(TimeSpan.FromHours(5) - TimeSpan.FromSeconds(30));
        await UntilAsync(cluster, async () =>
            (await cluster.Storage.Journal.ReadAfterAsync(shard, last, 10, default)).Any(row => row.Event.Data is SlaBreached));
        var breach = (await cluster.Storage.Journal.ReadAfterAsync(shard, last, 10, default)).Single(row => row.Event.Data is SlaBreached);
        ((SlaBreached)breach.Event.Data).Due.ShouldBe(FunnelCluster.Start + Duration.FromHours(5));
    }

    /// <summary>Another activation claims the shard and is never heard of again; the one that lives finds out at its next insert.</summary>
    private static async Task<long> OrphanAsync(FunnelCluster cluster, ShardKey shard)
    {
        var claim = await cluster.Storage.Journal.ReadLastSeqAsync(shard, default) + 1;
        var opened = new LeadEvent($"opened-{claim}", EventType.ShardOpened, cluster.Now, cluster.Now, "system", null, new ShardOpened("elsewhere"));
        await cluster.Storage.Journal.AppendAsync(shard, [new JournalRow(claim, "", opened, OtherValues.None, null)], marksDirty: false);
        var answer = await cluster.ShardOf("L-1").PostAsync(
            "test", [new IncomingEvent("L-1", "lost", EventType.Touched, cluster.Now, true, null, new Touched("call", null, false), null)]);
        answer.Outcomes.Single().Status.ShouldBe(OutcomeStatus.Retry);
        return claim;
    }

    /// <summary>Time goes on until it is so; nobody calls the shard.</summary>
    private static Task UntilAsync(FunnelCluster cluster, Func<Task<bool>> so) => FunnelCluster.UntilAsync(() =>
    {
        cluster.Time.Advance(TimeSpan.FromMilliseconds(500));
        return so();
    });
}
