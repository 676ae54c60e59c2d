using CsCheck;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Tests.Journal;

/// <summary>Where each lead's rows are is noted in bulk, later: nobody who reads may see whether it was.</summary>
public abstract class LeadNotesContract
{
    protected static readonly ShardKey Shard = new("acme", 1);

    private static readonly string[] Leads = ["a", "b", "É", "\uFF21", "😀", "z", ""];

    private static readonly Gen<(int Act, int[] Leads)> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, Leads.Length - 1].Array[1, 12]);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many histories are tried.</summary>
    protected virtual long Histories => 40;

    protected abstract Task<TestStorage> OpenAsync(int rowsNotedAtOnce);

    [Fact]
    public async Task Leads_are_read_the_same_whatever_was_noted_failed_or_reopened_before() => await Step.Array[1, 15].SampleAsync(
        async steps =>
        {
            await using var storage = await OpenAsync(rowsNotedAtOnce: 7);
            var rows = new List<JournalRow>();
            foreach (var (act, leads) in steps)
            {
                var more = leads.Select((lead, i) => Events.Row(rows.Count + i + 1, Leads[lead])).ToArray();
                if (act == 0) await storage.ReopenAsync();
                else if (act == 1) await Should.ThrowAsync<SequenceTakenException>(() => storage.Journal.AppendAsync(Shard, [Events.Row(0)], marksDirty: false));
                else if (act == 2) await ShouldReadAsync(storage.Journal, rows, rows.Count / 2);
                else await AppendAsync(more);
                await ShouldReadAsync(storage.Journal, rows, long.MaxValue);

                async Task AppendAsync(JournalRow[] added)
                {
                    await storage.Journal.AppendAsync(Shard, added, marksDirty: false);
                    rows.AddRange(added);
                }
            }

            await ShouldPageAsync(storage.Journal, rows, rows.Count / 2);
            await ShouldPageAsync(storage.Journal, rows, rows.Count);
        },
        iter: Histories, threads: 1);

    protected static async Task ShouldReadAsync(IJournal journal, IReadOnlyCollection<JournalRow> rows, long through)
    {
        var found = await journal.ReadLeadsAsync(Shard, [.. Leads.Where(lead => lead.Length > 0), "nobody"], through, personal: false, Cancel);
        var expected = rows.Where(row => row.Lead.Length > 0 && row.Seq <= through && Leads.Contains(row.Lead)).GroupBy(row => row.Lead).ToDictionary(lead => lead.Key, lead => Same.Text(lead));
        found.ToDictionary(lead => lead.Key, lead => Same.Text(lead.Value)).ShouldBe(expected, ignoreOrder: true);
    }

    protected static async Task ShouldPageAsync(IJournal journal, IReadOnlyCollection<JournalRow> rows, long through)
    {
        var pages = new List<LeadRows>();
        while (await journal.ReadLeadPageAsync(Shard, pages.LastOrDefault()?.Lead, through, 5, Cancel) is { Count: > 0 } page) pages.AddRange(page);
        var expected = rows.Where(row => row.Lead.Length > 0 && row.Seq <= through).GroupBy(row => row.Lead).ToList();
        expected.Sort((a, b) => EventOrder.CompareUtf8(a.Key, b.Key));
        pages.Select(lead => Same.Text(lead.Rows)).ShouldBe(expected.Select(lead => Same.Text(lead)));

        var ids = new List<string>();
        await foreach (var id in journal.ReadLeadIdsAsync(Shard, Cancel)) ids.Add(id);
        if (through >= rows.Count) ids.ShouldBe(expected.Select(lead => lead.Key));
    }
}
