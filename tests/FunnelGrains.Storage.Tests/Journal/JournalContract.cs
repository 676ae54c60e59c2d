using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Tests.Journal;

/// <summary>What every journal promises about appending and reading.</summary>
public abstract class JournalContract : StorageContract
{
    [Fact]
    public async Task A_shard_without_rows_ends_at_zero() => (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(0);

    [Fact]
    public async Task Rows_of_every_type_come_back_as_they_were_written()
    {
        var rows = Events.OfEveryType();
        await Journal.AppendAsync(Shard, rows, marksDirty: false);

        Same.Text(await Journal.ReadAfterAsync(Shard, 0, 1_000, Cancel)).ShouldBe(Same.Text(rows.Select(row => row with { Personal = null })));
        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(rows.Length);
    }

    [Fact]
    public async Task Control_characters_come_back_as_they_were()
    {
        var row = Events.Row(1, personal: """{"name":"\u0000"}""");
        var odd = row with { Event = row.Event with { Id = "e\u0000\u0001\u0002", Origin = "\u0001\u0003", Actor = "\u0000" }, Personal = "\u0000\u0001" };
        JournalRow[] rows = [odd, row with { Seq = 2 }, Events.Row(3) with { Event = odd.Event with { Data = new StageChanged("mql", "a\u0000b\u0001") } }];
        await Journal.AppendAsync(Shard, rows, marksDirty: false);

        Same.Text((await Journal.ReadLeadsAsync(Shard, [row.Lead], 3, personal: true, Cancel))[row.Lead]).ShouldBe(Same.Text(rows));
    }

    [Fact]
    public async Task Personal_data_is_read_only_where_it_is_asked_for()
    {
        var rows = Events.OfEveryType();
        await Journal.AppendAsync(Shard, rows, marksDirty: false);
        var lead = rows[0].Lead;

        Same.Text((await Journal.ReadLeadsAsync(Shard, [lead], rows.Length, personal: true, Cancel))[lead])
            .ShouldBe(Same.Text(rows.Where(row => row.Lead == lead)));
        (await Journal.ReadLeadsAsync(Shard, [lead], rows.Length, personal: false, Cancel))[lead].ShouldAllBe(row => row.Personal == null);
        (await Journal.ReadLeadPageAsync(Shard, null, rows.Length, 100, Cancel))[0].Rows.ShouldAllBe(row => row.Personal == null);
    }

    [Fact]
    public async Task Everything_answered_is_there_after_reopening()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 47), marksDirty: true);
        await Storage.ReopenAsync();

        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(47);
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);
    }

    [Fact]
    public async Task An_older_activation_is_refused_and_nothing_of_its_append_is_written()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 10), marksDirty: false);
        await Journal.AppendAsync(Shard, Events.Rows(11, 11, "claim"), marksDirty: false);

        await Should.ThrowAsync<SequenceTakenException>(() => Journal.AppendAsync(Shard, Events.Rows(11, 40, "late"), marksDirty: true));

        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(11);
        (await Journal.ReadLeadsAsync(Shard, ["late"], long.MaxValue, false, Cancel)).ShouldBeEmpty();
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_claims_of_the_same_number_exactly_one_wins()
    {
        for (var seq = 1; seq <= 50; seq++)
        {
            var claims = new[] { "one", "two" }.Select(who => Won(Journal.AppendAsync(Shard, Events.Rows(seq, seq, who), marksDirty: false))).ToArray();
            (await Task.WhenAll(claims)).Count(won => won).ShouldBe(1);
        }

        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(50);
    }

    [Fact]
    public async Task An_append_that_would_leave_a_gap_is_refused()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 3), marksDirty: false);
        await Should.ThrowAsync<JournalUnavailableException>(() => Journal.AppendAsync(Shard, Events.Rows(5, 6), marksDirty: false));
        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(3);
    }

    [Fact]
    public async Task Rows_that_do_not_ascend_by_one_are_the_callers_mistake()
    {
        await Should.ThrowAsync<ArgumentException>(() => Journal.AppendAsync(Shard, [Events.Row(1), Events.Row(3)], marksDirty: false));
        await Should.ThrowAsync<ArgumentException>(() => Journal.AppendAsync(Shard, [], marksDirty: false));
    }

    [Fact]
    public async Task Shards_that_append_at_once_do_not_disturb_each_other()
    {
        var shards = Enumerable.Range(0, 8).Select(number => new ShardKey(number % 2 == 0 ? "acme" : "other", number)).ToArray();
        await Task.WhenAll(shards.Select(async shard =>
        {
            for (var batch = 0; batch < 20; batch++) await Journal.AppendAsync(shard, Events.Rows((batch * 33) + 1, (batch + 1) * 33), marksDirty: true);
        }));

        foreach (var shard in shards)
        {
            var rows = await Journal.ReadAfterAsync(shard, 0, 10_000, Cancel);
            rows.Select(row => row.Seq).ShouldBe(Enumerable.Range(1, 20 * 33).Select(seq => (long)seq));
        }
    }

    [Fact]
    public async Task A_refused_shard_does_not_take_others_down_that_append_at_the_same_time()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: false);
        for (var round = 0; round < 20; round++)
        {
            var neighbour = new ShardKey("acme", 100 + round);
            var good = Enumerable.Range(0, 4).Select(i => Journal.AppendAsync(new ShardKey($"n{i}", round), Events.Rows(1, 30), marksDirty: false)).ToList();
            var refused = Won(Journal.AppendAsync(Shard, Events.Rows(3, 8), marksDirty: false));
            good.Add(Journal.AppendAsync(neighbour, Events.Rows(1, 30), marksDirty: false));

            await Task.WhenAll(good);
            (await refused).ShouldBeFalse();
        }

        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(5);
    }

    [Fact]
    public async Task Pages_of_rows_follow_each_other_without_a_gap()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 105), marksDirty: false);
        var seen = new List<long>();
        for (var page = await Journal.ReadAfterAsync(Shard, 0, 50, Cancel); page.Count > 0; page = await Journal.ReadAfterAsync(Shard, seen[^1], 50, Cancel))
        {
            page.Count.ShouldBeLessThanOrEqualTo(50);
            seen.AddRange(page.Select(row => row.Seq));
        }

        seen.ShouldBe(Enumerable.Range(1, 105).Select(seq => (long)seq));
    }

    private static async Task<bool> Won(Task append)
    {
        try
        {
            await append;
            return true;
        }
        catch (SequenceTakenException)
        {
            return false;
        }
    }
}
