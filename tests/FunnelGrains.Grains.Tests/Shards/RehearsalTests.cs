using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Shards.Rehearsing;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class RehearsalTests
{
    private const int Leads = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_rehearsal_goes_the_whole_way_and_writes_nothing()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await PostAllAsync(cluster, "a", new StageChanged("mql", null));
        for (var n = 0; n < Leads; n++) await cluster.ShardOf($"L-{n}").FlushAsync(TimeSpan.Zero);
        var before = await WrittenAsync(cluster);

        await Rehearsal(cluster).OpenAsync(Cancel);

        (await WrittenAsync(cluster)).ShouldBe(before);
        await PostAllAsync(cluster, "b", new Touched("call", null, false));
        for (var n = 0; n < 2; n++) (await cluster.Grains.GetGrain<IFunnelShardGrain>(ShardId.Key("default", n)).AuditAsync()).Differences.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Shards_that_hold_nothing_yet_can_be_rehearsed()
    {
        await using var cluster = await FunnelCluster.StartAsync();

        await Rehearsal(cluster).OpenAsync(Cancel);

        await PostAllAsync(cluster, "a", new StageChanged("mql", null));
    }

    private static ShardRehearsal Rehearsal(FunnelCluster cluster) => new(
        cluster.Grains, cluster.Storage.Workspaces, new AgreementBooks(cluster.Storage.Workspaces), cluster.Storage.Journal, cluster.Storage.ReadModel,
        new ServerClock(cluster.Time), Options.Create(new ShardOptions()));

    private static async Task PostAllAsync(FunnelCluster cluster, string id, EventData data)
    {
        for (var n = 0; n < Leads; n++) await cluster.PostAsync($"L-{n}", (id, data, cluster.Now));
    }

    /// <summary>All that a rehearsal could have written, as text.</summary>
    private static async Task<string> WrittenAsync(FunnelCluster cluster)
    {
        var written = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            var shard = new ShardKey("default", n);
            var cells = await cluster.Storage.ReadModel.ReadAllCellsAsync(shard, Cancel);
            var leads = await cluster.Storage.ReadModel.ReadLeadViewPageAsync(shard, null, 1_000, Cancel);
            written.Add($"{await cluster.Storage.Journal.ReadLastSeqAsync(shard, Cancel)} {cells.Seq} {string.Join(' ', cells.Cells.Select(cell => cell.ToString()).Order(StringComparer.Ordinal))} {leads.Count}");
        }
        return string.Join('\n', written);
    }
}
