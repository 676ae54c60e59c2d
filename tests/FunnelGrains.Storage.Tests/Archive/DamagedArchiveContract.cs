using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>An archived row that is not what it was is told with its file; what does not need it goes on.</summary>
public abstract class DamagedArchiveContract : ArchiveContract
{
    private string File { get; set; } = "";

    [Fact]
    public async Task A_changed_byte_anywhere_in_the_file_is_noticed_by_whoever_reads_all_of_it()
    {
        await FillAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 60)) await ShouldNoticeAsync(at);
        await ShouldNoticeAsync(bytes.Length - 1);

        async Task ShouldNoticeAsync(int at)
        {
            bytes[at] ^= 1;
            await System.IO.File.WriteAllBytesAsync(File, bytes, Cancel);
            await Storage.ReopenAsync();
            (await Should.ThrowAsync<ArchiveUnavailableException>(ReadAllAsync, $"byte {at} of {bytes.Length}")).Message.ShouldContain(File);
            bytes[at] ^= 1;
        }
    }

    [Fact]
    public async Task A_damaged_block_is_in_the_way_of_its_own_leads_only()
    {
        await FillAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        bytes[100] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes, Cancel);

        await Should.ThrowAsync<ArchiveUnavailableException>(() => Journal.ReadLeadsAsync(Shard, ["L-00001"], long.MaxValue, false, Cancel));
        await Should.ThrowAsync<ArchiveUnavailableException>(() => Journal.ReadLeadPageAsync(Shard, null, long.MaxValue, 100, Cancel));
        (await Journal.ReadLeadsAsync(Shard, ["L-01900", "L-02000", "nobody"], long.MaxValue, false, Cancel)).Keys.Order().ShouldBe(["L-01900", "L-02000"]);
        (await Journal.ReadAfterAsync(Shard, 1_950, 100, Cancel)).Count.ShouldBe(50);
        await Journal.AppendAsync(Shard, Events.Rows(2_001, 2_001), marksDirty: false);
    }

    [Fact]
    public async Task A_missing_file_is_named_and_nothing_is_read_as_if_it_had_never_been()
    {
        await FillAsync();
        System.IO.File.Move(File, File + ".away");
        await Storage.ReopenAsync();
        (await Should.ThrowAsync<ArchiveUnavailableException>(() => Journal.ReadLeadsAsync(Shard, ["L-00001"], long.MaxValue, false, Cancel))).Message.ShouldContain($"{File}, which is missing");
        await Should.ThrowAsync<ArchiveUnavailableException>(() => Journal.ReadAfterAsync(Shard, 0, 10, Cancel));
        await Should.ThrowAsync<ArchiveUnavailableException>(ReadAllAsync);
        (await Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(2_000);
        (await Should.ThrowAsync<ArchiveUnavailableException>(() => ArchiveAsync(Everything))).Message.ShouldContain("is the folder mounted?");
        (await InTableAsync()).Length.ShouldBe(50, "nothing more goes where others may not find it");

        System.IO.File.Move(File + ".away", File);
        await ReadAllAsync();
    }

    [Fact]
    public async Task A_file_with_other_rows_is_no_replacement()
    {
        await FillAsync();
        var other = Shard with { Number = 2 };
        await Journal.AppendAsync(other, Events.RowsOfManyLeads(1, 2_000), marksDirty: false);
        await ArchiveAsync(Through(1_950), 50_000, other);
        System.IO.File.Copy(await FileAsync(other), File, overwrite: true);
        await Storage.ReopenAsync();
        (await Should.ThrowAsync<ArchiveUnavailableException>(ReadAllAsync)).Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_leaves_all_rows_where_they_are()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 30), marksDirty: false);
        using var folder = new TestFolder();
        await System.IO.File.WriteAllTextAsync(folder.File("file"), "", Cancel);
        var archiver = new Archiving(Storage.Table, new ArchiveFolder(folder.File("file/archive")), 10);
        (await Should.ThrowAsync<ArchiveUnavailableException>(() => archiver.ArchiveAsync(Shard, Everything, Cancel))).Message.ShouldContain("cannot be archived in");
        (await InTableAsync()).Length.ShouldBe(30);
    }

    /// <summary>2,000 leads with a row each; all but the last fifty are in one file, of several blocks.</summary>
    private async Task FillAsync()
    {
        await Journal.AppendAsync(Shard, [.. Events.RowsOfManyLeads(1, 2_000).Select(row => row with { Personal = $$"""{"phone":"{{row.Seq}}"}""" })], marksDirty: false);
        await ArchiveAsync(Through(1_950), mostRows: 50_000);
        File = await FileAsync(Shard);
        await ReadAllAsync();
    }

    private async Task<string> FileAsync(ShardKey shard) => Storage.Archive.PathOf((await Storage.Table.ReadSegmentsAsync(shard, Cancel)).ShouldHaveSingleItem().File);

    private async Task ReadAllAsync()
    {
        var (leads, ids) = (0, 0);
        string? after = null;
        while (await Journal.ReadLeadPageAsync(Shard, after, long.MaxValue, 500, Cancel) is { Count: > 0 } page) (leads, after) = (leads + page.Count, page[^1].Lead);
        await foreach (var _ in Journal.ReadLeadIdsAsync(Shard, Cancel)) ids++;
        (leads, ids).ShouldBe((2_000, 2_000));
    }
}
