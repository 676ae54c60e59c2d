using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>Nobody who reads a journal may see how much of it is archived.</summary>
public abstract class ArchivedReadsContract : ArchiveContract
{
    [Fact]
    public async Task Every_reading_answers_the_same_whatever_part_is_archived()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var (random, shard) = (new Random(seed), Shard with { Number = seed });
            var rows = RandomRows(random, 1, random.Next(1, 150));
            await Storage.Journal.AppendAsync(shard, rows, marksDirty: true);
            var before = await JournalText.OfAsync(Journal, shard, seed);
            for (var i = 0; i < 3; i++)
            {
                var through = random.NextInt64(rows.Length + 1);
                await ArchiveAsync(Through(through), random.Next(1, 40), shard);
                (await InTableAsync(shard)).Length.ShouldBeGreaterThan(0);
                (await JournalText.OfAsync(Journal, shard, seed)).ShouldBe(before, $"seed {seed}, archived through {through}");
            }

            await ArchiveAsync(Everything, 40, shard);
            (await InTableAsync(shard)).ShouldBe([rows.Length], "the last row stays");
            if (seed % 5 == 0) await Storage.ReopenAsync();
            (await JournalText.OfAsync(Journal, shard, seed)).ShouldBe(before, $"seed {seed}, all archived");
        }
    }

    [Fact]
    public async Task Rows_of_every_type_come_back_from_the_archive_as_they_were_written()
    {
        var rows = Events.OfEveryType();
        var odd = rows[0] with { Seq = rows.Length + 1, Event = rows[0].Event with { Id = "e\u0000\u0001\u0002", Origin = "\u0001\u0003\u2028", Actor = "\u0000" }, Personal = "\u0000\u0001" };
        await Journal.AppendAsync(Shard, [.. rows, odd, Events.Row(rows.Length + 2)], marksDirty: false);
        var before = await JournalText.OfAsync(Journal, Shard, 1);
        await ArchiveAsync(Everything);
        (await JournalText.OfAsync(Journal, Shard, 1)).ShouldBe(before);
        Same.Text((await Journal.ReadLeadsAsync(Shard, [odd.Lead], long.MaxValue, personal: true, Cancel))[odd.Lead]).ShouldBe(Same.Text([.. rows.Where(row => row.Lead == odd.Lead), odd]));
    }

    [Fact]
    public async Task A_shard_goes_on_as_ever_after_its_rows_are_archived()
    {
        await Journal.AppendAsync(Shard, Events.RowsOfManyLeads(1, 100), marksDirty: true);
        await ArchiveAsync(Everything);

        await Should.ThrowAsync<SequenceTakenException>(() => Journal.AppendAsync(Shard, Events.Rows(100, 101), marksDirty: false));
        await Should.ThrowAsync<SequenceTakenException>(() => Journal.AppendAsync(Shard, Events.Rows(50, 51), marksDirty: false));
        await Should.ThrowAsync<JournalUnavailableException>(() => Journal.AppendAsync(Shard, Events.Rows(102, 103), marksDirty: false));
        await Journal.AppendAsync(Shard, [Events.Row(101, "L-00007"), Events.Row(102, "new")], marksDirty: true);

        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(102);
        (await Journal.ReadLeadsAsync(Shard, ["L-00007"], long.MaxValue, false, Cancel))["L-00007"].Select(row => row.Seq).ShouldBe([7, 101]);
        (await Journal.ReadAfterAsync(Shard, 95, 100, Cancel)).Select(row => row.Seq).ShouldBe([96, 97, 98, 99, 100, 101, 102]);
        await Journal.MarkCleanAsync(Shard, 101);
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);
        await Journal.MarkCleanAsync(Shard, 102);
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_leads_are_read_in_one_call_and_streamed_in_order_from_both()
    {
        await Journal.AppendAsync(Shard, Events.RowsOfManyLeads(1, 12_000), marksDirty: false);
        await ArchiveAsync(Through(6_000), mostRows: 2_500);
        (await InTableAsync()).Length.ShouldBe(6_000);

        var asked = Enumerable.Range(4_000, 4_000).Select(i => $"L-{i:00000}").ToArray();
        var found = await Journal.ReadLeadsAsync(Shard, asked, long.MaxValue, false, Cancel);
        found.Values.Select(rows => rows.Single().Seq).Order().ShouldBe(Enumerable.Range(4_000, 4_000).Select(seq => (long)seq));

        var ids = new List<string>();
        await foreach (var id in Journal.ReadLeadIdsAsync(Shard, Cancel)) ids.Add(id);
        ids.ShouldBe(Enumerable.Range(1, 12_000).Select(i => $"L-{i:00000}"));
    }

    [Fact]
    public async Task Whoever_reads_while_rows_are_archived_misses_none()
    {
        var rows = RandomRows(new Random(1), 1, 400);
        await Journal.AppendAsync(Shard, rows, marksDirty: false);
        var leads = rows.Select(row => row.Lead).Where(lead => lead.Length > 0).Distinct().ToArray();
        var whole = await TextAsync();
        var archiving = Task.Run(() => ArchiveAsync(Everything, mostRows: 5), Cancel);

        var readings = 0;
        do
        {
            (await TextAsync()).ShouldBe(whole);
            readings++;
        }
        while (!archiving.IsCompleted);

        await archiving;
        (await TextAsync()).ShouldBe(whole);
        (await InTableAsync()).ShouldBe([400]);
        readings.ShouldBeGreaterThan(0);

        async Task<string> TextAsync()
        {
            var found = await Journal.ReadLeadsAsync(Shard, leads, long.MaxValue, personal: false, Cancel);
            var lines = found.OrderBy(lead => lead.Key, StringComparer.Ordinal).Select(lead => Same.Text(lead.Value)).ToList();
            string? after = null;
            while (await Journal.ReadLeadPageAsync(Shard, after, long.MaxValue, 100, Cancel) is { Count: > 0 } page)
            {
                lines.AddRange(page.Select(lead => Same.Text(lead.Rows)));
                after = page[^1].Lead;
            }
            await foreach (var id in Journal.ReadLeadIdsAsync(Shard, Cancel)) lines.Add(id);
            lines.Add(Same.Text(await Journal.ReadAfterAsync(Shard, 0, 10_000, Cancel)));
            return string.Join('\n', lines);
        }
    }
}
