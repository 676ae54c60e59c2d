using CsCheck;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What every read model promises about keeping leads.</summary>
public abstract class LeadViewContract : ReadModelContract
{
    private int shards;

    [Fact]
    public async Task Any_lead_comes_back_whole() => await Views.Any.Array[100].SampleAsync(async any =>
    {
        var shard = NextShard();
        var views = any.Select((view, i) => view with { Lead = $"L-{i:0000}" }).ToArray();
        await SaveAsync(shard, [], [.. views.Select(view => view.Changed())]);

        (await AllAsync(shard)).Select(Same.Text).ShouldBe(views.Select(Same.Text));
    }, iter: 10, threads: 1);

    [Fact]
    public async Task A_lead_saved_again_is_replaced_whole() => await Gen.Select(Views.Any, Views.Any).Array[50].SampleAsync(async both =>
    {
        var shard = NextShard();
        await SaveAsync(shard, [], [.. both.Select((pair, i) => (pair.Item1 with { Lead = $"L-{i:0000}" }).Changed(wake: i))]);
        var second = both.Select((pair, i) => pair.Item2 with { Lead = $"L-{i:0000}" }).ToArray();
        await SaveAsync(shard, [], [.. second.Select(view => view.Changed())]);

        (await AllAsync(shard)).Select(Same.Text).ShouldBe(second.Select(Same.Text));
        (await ReadModel.ReadWakesAsync(shard, Cancel)).ShouldBeEmpty();
    }, iter: 10, threads: 1);

    [Fact]
    public async Task Leads_are_paged_in_the_order_of_their_bytes()
    {
        string[] ids = ["b", "😀", "É", "\uFF21", "a", "B"];
        await SaveAsync([.. ids.Select(id => Views.Lead(id).Changed())]);
        await SaveAsync(Shard with { Number = 2 }, [], Views.Lead("c").Changed());

        var seen = new List<string>();
        while (await ReadModel.ReadLeadViewPageAsync(Shard, seen.LastOrDefault(), 4, Cancel) is { Count: > 0 } page) seen.AddRange(page.Select(view => view.Lead));

        seen.ShouldBe(["B", "a", "b", "É", "\uFF21", "😀"]);
    }

    private ShardKey NextShard() => new("random", Interlocked.Increment(ref shards));

    private Task<IReadOnlyList<LeadView>> AllAsync(ShardKey shard) => ReadModel.ReadLeadViewPageAsync(shard, null, 10_000, Cancel);
}
