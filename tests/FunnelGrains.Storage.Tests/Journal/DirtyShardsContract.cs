namespace FunnelGrains.Storage.Tests.Journal;

/// <summary>What every journal promises about the marks by which shards are woken after a crash.</summary>
public abstract class DirtyShardsContract : StorageContract
{
    [Fact]
    public async Task Only_an_append_that_says_so_marks_its_shard()
    {
        var quiet = Shard with { Number = 2 };
        await Journal.AppendAsync(Shard, Events.Rows(1, 1), marksDirty: true);
        await Journal.AppendAsync(Shard, Events.Rows(2, 2), marksDirty: true);
        await Journal.AppendAsync(quiet, Events.Rows(1, 1), marksDirty: false);

        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);
    }

    [Fact]
    public async Task The_mark_stays_while_rows_stand_behind_the_checkpoint()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 3), marksDirty: true);

        await Journal.MarkCleanAsync(Shard, 2);
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);

        await Journal.MarkCleanAsync(Shard, 3);
        (await Journal.ReadDirtyAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cleaning_one_shard_leaves_the_marks_of_others()
    {
        var other = Shard with { Workspace = "other" };
        await Journal.AppendAsync(Shard, Events.Rows(1, 1), marksDirty: true);
        await Journal.AppendAsync(other, Events.Rows(1, 1), marksDirty: true);

        await Journal.MarkCleanAsync(Shard, 1);

        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([other]);
    }

    [Fact]
    public async Task An_append_after_the_cleaning_marks_again()
    {
        await Journal.AppendAsync(Shard, Events.Rows(1, 1), marksDirty: true);
        await Journal.MarkCleanAsync(Shard, 1);
        await Journal.AppendAsync(Shard, Events.Rows(2, 2), marksDirty: true);

        (await Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);
    }
}
