using FunnelGrains.Storage.Archive;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>What is archived and when, and that no crash and no second owner does harm.</summary>
public abstract class ArchivingContract : ArchiveContract
{
    [Fact]
    public async Task Only_rows_up_to_the_bound_are_archived_and_never_the_last()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 50), marksDirty: false);
        await ArchiveAsync(Through(0));
        (await InTableAsync()).Length.ShouldBe(50);
        await ArchiveAsync(Through(30));
        (await InTableAsync())[0].ShouldBe(31);
        await ArchiveAsync(Through(50));
        (await InTableAsync()).ShouldBe([50]);
        await ArchiveAsync(Through(50));
        (await InTableAsync()).ShouldBe([50]);
    }

    [Fact]
    public async Task The_first_row_that_is_too_young_ends_it_whatever_comes_after()
    {
        var rows = Events.Rows(1, 10);
        rows[5] = rows[5] with { Event = rows[5].Event with { ReceivedAt = Noon + Duration.FromDays(1) } };
        await Journal.AppendAsync(Shard, rows, marksDirty: false);
        await ArchiveAsync(Everything with { ReceivedBefore = Noon + Duration.FromDays(1) });
        (await InTableAsync())[0].ShouldBe(6);
        await ArchiveAsync(Everything with { ReceivedBefore = Noon + Duration.FromDays(1) + Duration.FromMilliseconds(1) });
        (await InTableAsync()).ShouldBe([10]);
    }

    [Fact]
    public async Task A_segment_that_is_not_full_waits_until_its_first_row_is_older_still()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 50), marksDirty: false);
        var received = Events.Row(1).Event.ReceivedAt;
        await ArchiveAsync(Everything with { PartBefore = received }, mostRows: 20);
        (await InTableAsync())[0].ShouldBe(41, "two are full");
        await ArchiveAsync(Everything with { PartBefore = received + Duration.FromMilliseconds(1) }, mostRows: 20);
        (await InTableAsync()).ShouldBe([50]);
        (await Storage.Table.ReadSegmentsAsync(Shard, Cancel)).Select(segment => (segment.First, segment.Last)).ShouldBe([(1, 20), (21, 40), (41, 49)]);
    }

    [Fact]
    public async Task A_crash_at_any_step_loses_nothing_and_is_put_right_by_the_next_owner()
    {
        var calls = 0;
        while (await CrashesAsync(calls + 1, carriedOut: false) && await CrashesAsync(calls + 1, carriedOut: true)) calls++;
        calls.ShouldBeGreaterThan(6, "it dies at every call, and after it");
    }

    [Fact]
    public async Task Of_owners_that_archive_at_once_one_wins_and_nothing_is_lost()
    {
        for (var number = 0; number < 10; number++)
        {
            var shard = Shard with { Number = number };
            await Journal.AppendAsync(shard, RandomRows(new Random(number), 1, 100), marksDirty: false);
            var before = await JournalText.OfAsync(Journal, shard, number);
            await Task.WhenAll(Enumerable.Range(1, 4).Select(async owner =>
            {
                try
                {
                    await ArchiveAsync(Through(50 + (owner * 10)), 7 + owner, shard);
                }
                catch (ArchiveUnavailableException)
                {
                    // Another one has removed the file that it was about to finish, or deleted the rows under it.
                }
            }));
            (await JournalText.OfAsync(Journal, shard, number)).ShouldBe(before);
            await ArchiveAsync(Everything, 30, shard);
            (await JournalText.OfAsync(Journal, shard, number)).ShouldBe(before);
            await ShouldHoldOnlyRecordedFilesAsync(shard);
        }
    }

    [Fact]
    public async Task Files_that_nobody_will_record_go_and_one_that_another_owner_may_record_stays()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 100), marksDirty: false);
        await ArchiveAsync(Through(40));
        var folder = Path.GetDirectoryName(Storage.Archive.PathOf((await Storage.Table.ReadSegmentsAsync(Shard, Cancel))[0].File))!;
        foreach (var name in (string[])["1-40.0123.tmp", "1-30-0123456789ab.jsonl.gz", "41-60-0123456789ab.jsonl.gz", "readme"]) await File.WriteAllTextAsync(Path.Combine(folder, name), "", Cancel);
        await ArchiveAsync(Through(0));
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => !name!.StartsWith("1-20-", StringComparison.Ordinal) && !name.StartsWith("21-40-", StringComparison.Ordinal))
            .ShouldBe(["41-60-0123456789ab.jsonl.gz", "readme"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_segment_that_does_not_follow_the_last_is_not_recorded()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 100), marksDirty: false);
        await ArchiveAsync(Through(20));
        var recorded = (await Storage.Table.ReadSegmentsAsync(Shard, Cancel))[0];
        foreach (var (first, last) in ((long, long)[])[(1, 20), (1, 30), (20, 30), (22, 30)])
            (await Storage.Table.RecordAsync(Shard, recorded with { First = first, Last = last })).ShouldBeFalse();
        (await Storage.Table.ReadSegmentsAsync(Shard, Cancel)).ShouldBe([recorded]);
    }

    [Fact]
    public async Task A_workspace_whose_key_reads_as_a_path_stays_inside_the_folder()
    {
        var shard = new ShardKey("../..", 0);
        await Journal.AppendAsync(shard, Events.Rows(1, 30), marksDirty: false);
        await ArchiveAsync(Everything, 20, shard);
        var file = Storage.Archive.PathOf((await Storage.Table.ReadSegmentsAsync(shard, Cancel))[0].File);
        Path.GetFullPath(file).ShouldStartWith(Storage.Archive.Root + Path.DirectorySeparatorChar);
        (await Journal.ReadAfterAsync(shard, 0, 100, Cancel)).Count.ShouldBe(30);
    }

    private async Task<bool> CrashesAsync(int atCall, bool carriedOut)
    {
        var number = (atCall * 2) + (carriedOut ? 1 : 0);
        var shard = Shard with { Number = number };
        await Journal.AppendAsync(shard, RandomRows(new Random(number), 1, 90), marksDirty: false);
        await ArchiveAsync(Through(15), 10, shard);
        var before = await JournalText.OfAsync(Journal, shard, number);
        var dying = new CrashingTable(Storage.Table, atCall, carriedOut);
        var crashed = false;
        try
        {
            await new Archiving(dying, Storage.Archive, 40).ArchiveAsync(shard, Through(80), Cancel);
        }
        catch (OperationCanceledException) when (dying.Calls == atCall)
        {
            crashed = true;
        }

        (await JournalText.OfAsync(Journal, shard, number)).ShouldBe(before, $"after a crash at call {atCall}");
        await ArchiveAsync(Through(80), 40, shard);
        (await JournalText.OfAsync(Journal, shard, number)).ShouldBe(before, $"after a crash at call {atCall}, and another owner");
        (await InTableAsync(shard)).ShouldBe(Enumerable.Range(81, 10).Select(seq => (long)seq));
        await ShouldHoldOnlyRecordedFilesAsync(shard);
        return crashed;
    }

    private async Task ShouldHoldOnlyRecordedFilesAsync(ShardKey shard)
    {
        await ArchiveAsync(Through(0), 1, shard);
        var recorded = (await Storage.Table.ReadSegmentsAsync(shard, Cancel)).Select(segment => Storage.Archive.PathOf(segment.File)).ToArray();
        Directory.EnumerateFiles(Path.GetDirectoryName(recorded[0])!).ShouldBe(recorded, ignoreOrder: true);
    }
}
