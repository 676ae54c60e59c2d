using CsCheck;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Sqlite;

/// <summary>Where each lead's rows are is noted in bulk, later: nobody who reads may see whether it was.</summary>
public sealed class LeadNotesTests
{
    private static readonly ShardKey Shard = new("acme", 1);
    private static readonly string[] Leads = ["a", "b", "É", "\uFF21", "😀", "z", ""];

    private static readonly Gen<(int Act, int[] Leads)> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, Leads.Length - 1].Array[1, 12]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leads_are_read_the_same_whatever_was_noted_failed_or_reopened_before() => await Step.Array[1, 15].SampleAsync(
        async steps =>
        {
            await using var storage = new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = 7 });
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
        iter: 40, threads: 1);

    [Fact]
    public async Task A_journal_of_the_first_schema_is_noted_when_it_is_first_needed()
    {
        using var folder = new TestFolder();
        var rows = Events.RowsOfManyLeads(1, 50);
        using (var old = SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System)) await old.Journal.AppendAsync(Shard, rows, marksDirty: false);
        using (var db = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Write, TimeSpan.Zero))
            db.Execute("DROP TABLE archived_segments; DROP TABLE lead_rows; DROP TABLE noted; CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq); DELETE FROM schema_versions WHERE version > 1");

        using var storage = SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System, new SqliteOptions { RowsNotedAtOnce = 7 });

        await ShouldReadAsync(storage.Journal, rows, long.MaxValue);
        await ShouldPageAsync(storage.Journal, rows, long.MaxValue);
        SchemaScripts.Of("sqlite", "journal").Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Rows_are_noted_by_the_writer_itself_once_there_are_enough()
    {
        await using var storage = new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = 20 });
        for (var seq = 1; seq <= 200; seq += 10) await storage.Journal.AppendAsync(Shard, Events.Rows(seq, seq + 9), marksDirty: false);
        await storage.Storage.ReadHealthAsync();

        using var db = SqliteDb.Open(storage.File("journal.db"), SqliteAccess.Read, TimeSpan.Zero);
        db.ReadLong("SELECT through FROM noted").ShouldBeInRange(180, 200);
        db.ReadLong("SELECT count(*) FROM lead_rows").ShouldBeLessThanOrEqualTo(11, "a lead has one row for all its rows that are noted together");
    }

    private static async Task ShouldReadAsync(IJournal journal, IReadOnlyCollection<JournalRow> rows, long through)
    {
        var found = await journal.ReadLeadsAsync(Shard, [.. Leads.Where(lead => lead.Length > 0), "nobody"], through, personal: false, Cancel);
        var expected = rows.Where(row => row.Lead.Length > 0 && row.Seq <= through && Leads.Contains(row.Lead)).GroupBy(row => row.Lead).ToDictionary(lead => lead.Key, lead => Same.Text(lead));
        found.ToDictionary(lead => lead.Key, lead => Same.Text(lead.Value)).ShouldBe(expected, ignoreOrder: true);
    }

    private static async Task ShouldPageAsync(IJournal journal, IReadOnlyCollection<JournalRow> rows, long through)
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
