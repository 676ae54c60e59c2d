using System.Text;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Tests.Journal;

/// <summary>What every journal promises about reading leads.</summary>
public abstract class LeadHistoriesContract : StorageContract
{
    [Fact]
    public async Task A_leads_history_ends_at_the_bound_and_unknown_leads_are_absent()
    {
        await Journal.AppendAsync(Shard, [Events.Row(1, "a"), Events.Row(2, "b"), Events.Row(3, "a"), Events.Row(4, "a")], marksDirty: false);

        var found = await Journal.ReadLeadsAsync(Shard, ["a", "b", "c"], 3, false, Cancel);

        found.Keys.Order().ShouldBe(["a", "b"]);
        found["a"].Select(row => row.Seq).ShouldBe([1, 3]);
        found["b"].Select(row => row.Seq).ShouldBe([2]);
    }

    [Fact]
    public async Task The_same_lead_in_another_shard_or_workspace_is_another()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 2), marksDirty: false);
        await Journal.AppendAsync(Shard with { Number = 2 }, Events.Rows(1, 5), marksDirty: false);
        await Journal.AppendAsync(Shard with { Workspace = "other" }, Events.Rows(1, 7), marksDirty: false);

        (await Journal.ReadLeadsAsync(Shard, ["L-1"], long.MaxValue, false, Cancel))["L-1"].Count.ShouldBe(2);
        (await Journal.ReadLeadPageAsync(Shard, null, long.MaxValue, 100, Cancel)).ShouldHaveSingleItem().Rows.Count.ShouldBe(2);
        (await Ids()).ShouldBe(["L-1"]);
    }

    [Fact]
    public async Task Many_leads_are_read_in_one_call()
    {
        await Journal.AppendAsync(Shard, Events.RowsOfManyLeads(1, 3_000), marksDirty: false);
        var asked = Enumerable.Range(1, 3_000).Select(i => $"L-{i:00000}").ToArray();
        (await Journal.ReadLeadsAsync(Shard, asked, long.MaxValue, false, Cancel)).Count.ShouldBe(3_000);
    }

    [Fact]
    public async Task Pages_hold_whole_leads_in_the_order_of_their_bytes_without_the_shards_own_rows()
    {
        string[] leads = ["b", "", "a", "É", "\uFF21", "😀", "a", "b", "z", "b"];
        await Journal.AppendAsync(Shard, [.. leads.Select((lead, i) => Events.Row(i + 1, lead))], marksDirty: false);

        var pages = new List<IReadOnlyList<string>>();
        string? after = null;
        while (await Journal.ReadLeadPageAsync(Shard, after, 9, 2, Cancel) is { Count: > 0 } page)
        {
            foreach (var lead in page) lead.Rows.ShouldAllBe(row => row.Lead == lead.Lead);
            pages.Add([.. page.Select(lead => $"{lead.Lead}:{string.Join(',', lead.Rows.Select(row => row.Seq))}")]);
            after = page[^1].Lead;
        }

        pages.SelectMany(page => page).ShouldBe(["a:3,7", "b:1,8", "z:9", "É:4", "\uFF21:5", "😀:6"]);
        pages.Select(page => page.Count).ShouldBe([1, 1, 2, 2]);
    }

    [Fact]
    public async Task Leads_are_found_by_when_their_events_were_received_whatever_the_order_of_the_rows()
    {
        var noon = NodaTime.Instant.FromUtc(2026, 11, 2, 12, 0);
        JournalRow At(long seq, string lead, int minute)
        {
            var row = Events.Row(seq, lead);
            return row with { Event = row.Event with { ReceivedAt = noon + NodaTime.Duration.FromMinutes(minute) } };
        }

        await Journal.AppendAsync(
            Shard, [At(1, "late", 10), At(2, "", 10), At(3, "early", -1), At(4, "both", -1), At(5, "both", 0), At(6, "both", 5), At(7, "beyond", 5)], marksDirty: false);
        await Journal.AppendAsync(Shard with { Number = 2 }, [At(1, "elsewhere", 10)], marksDirty: false);

        (await Journal.ReadLeadIdsReceivedSinceAsync(Shard, noon, 6, Cancel)).Order().ShouldBe(["both", "late"]);
        (await Journal.ReadLeadIdsReceivedSinceAsync(Shard, noon + NodaTime.Duration.FromMinutes(11), long.MaxValue, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_ids_of_a_shard_are_streamed_once_in_the_order_of_their_bytes()
    {
        await Journal.AppendAsync(Shard, [Events.Row(1, ""), .. Events.RowsOfManyLeads(2, 9_000), Events.Row(9_001, "L-00002"), Events.Row(9_002, "😀"), Events.Row(9_003, "\uFF21")], marksDirty: false);

        var ids = await Ids();

        ids.Count.ShouldBe(9_001);
        ids.ShouldBe(ids.Distinct().OrderBy(id => Convert.ToHexString(Encoding.UTF8.GetBytes(id)), StringComparer.Ordinal));
        ids.ShouldNotContain("");
    }

    private async Task<List<string>> Ids()
    {
        var ids = new List<string>();
        await foreach (var id in Journal.ReadLeadIdsAsync(Shard, Cancel)) ids.Add(id);
        return ids;
    }
}
