using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Backups;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Archive;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Backups;

/// <summary>A backup holds the archived segments that its journal speaks of, whole, or is none.</summary>
public sealed class ArchivedBackupTests : IDisposable
{
    private static readonly ShardKey Shard = new("acme", 0);
    private readonly TestFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => folder.File("backup");

    private string Source => folder.File("source");

    private string Data => folder.File("data");

    [Fact]
    public async Task Archived_rows_are_backed_up_and_restored_with_the_others()
    {
        var expected = await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(Source, "archive", "acme", "0", "31-60-0123456789ab.jsonl.gz"), "not recorded", Cancel);

        SqliteBackup.Run(Source, Backup, TimeProvider.System, _ => { }).Single().Last.ShouldBe(50);
        SqliteRestore.Run(Backup, Data, _ => { }).Single().Last.ShouldBe(50);

        Directory.EnumerateFiles(Path.Combine(Data, "archive"), "*", SearchOption.AllDirectories).Count().ShouldBe(2, "only what is recorded");
        using var restored = Open(Data);
        (await JournalText.OfAsync(restored.Journal, Shard, 3)).ShouldBe(expected);
        await restored.Journal.AppendAsync(Shard, Events.Rows(51, 60), marksDirty: true);
    }

    [Fact]
    public async Task A_backup_while_rows_are_archived_is_whole()
    {
        var rows = Events.RowsOfManyLeads(1, 3_000);
        using var running = Open(Source);
        await running.Journal.AppendAsync(Shard, rows, marksDirty: false);
        var expected = Same.Text(await running.Journal.ReadAfterAsync(Shard, 0, 5_000, Cancel));
        var archiving = Task.Run(() => ArchiveAsync(running, 2_900, 40), Cancel);

        for (var backups = 0; backups == 0 || !archiving.IsCompleted; backups++)
        {
            var (to, data) = (folder.File($"backup-{backups}"), folder.File($"data-{backups}"));
            SqliteBackup.Run(Source, to, TimeProvider.System, _ => { }).Single().Last.ShouldBe(3_000);
            SqliteRestore.Run(to, data, _ => { });
            using var restored = Open(data);
            Same.Text(await restored.Journal.ReadAfterAsync(Shard, 0, 5_000, Cancel)).ShouldBe(expected);
        }

        await archiving;
    }

    [Fact]
    public async Task A_damaged_or_missing_segment_is_not_backed_up_in_silence()
    {
        await FillAsync();
        var file = Directory.EnumerateFiles(Path.Combine(Source, "archive"), "1-20-*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[30] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        Refused(() => SqliteBackup.Run(Source, Backup, TimeProvider.System, _ => { })).ShouldContain($"{file}, with rows 1 to 20 of shard acme/0, is damaged");
        File.Delete(file);
        Refused(() => SqliteBackup.Run(Source, Backup, TimeProvider.System, _ => { })).ShouldContain($"{file}, which is missing");
        Refused(() => SqliteRestore.Run(Backup, Data, _ => { })).ShouldContain("no whole backup");
    }

    [Fact]
    public async Task A_segment_that_changed_in_the_backup_is_not_restored()
    {
        await FillAsync();
        SqliteBackup.Run(Source, Backup, TimeProvider.System, _ => { });
        var file = Directory.EnumerateFiles(Path.Combine(Backup, "archive"), "1-20-*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[30] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        Refused(() => SqliteRestore.Run(Backup, Data, _ => { })).ShouldContain("is damaged: archive/acme/0/1-20-");
        Refused(() => Open(Data)).ShouldContain("did not end: run it again");
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE seq = 45", "has 49 rows and ends at 50")]
    [InlineData("DELETE FROM archived_segments WHERE first = 1", "has 30 rows and ends at 50")]
    public async Task A_hole_beside_the_archive_is_not_backed_up_in_silence(string hole, string says)
    {
        await FillAsync();
        using (var db = SqliteDb.Open(Path.Combine(Source, "journal.db"), SqliteAccess.Write, TimeSpan.Zero)) db.Execute(hole);
        Refused(() => SqliteBackup.Run(Source, Backup, TimeProvider.System, _ => { })).ShouldContain(says);
    }

    public void Dispose() => folder.Dispose();

    private static SqliteStorage Open(string data) => SqliteStorage.Open(data, NullLoggerFactory.Instance, TimeProvider.System);

    private static string Refused(Action what)
    {
        var message = Should.Throw<StorageStartException>(what).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    private async Task ArchiveAsync(SqliteStorage storage, long through, int mostRows)
    {
        var archiver = new Archiving(storage.JournalTable, SqliteStorage.ArchiveOf(Source), mostRows);
        while (await archiver.ArchiveAsync(Shard, new ArchiveOrder(through, Instant.MaxValue, Instant.MaxValue), Cancel) is not null)
        {
        }
    }

    /// <summary>50 rows, of which 40 are archived.</summary>
    private async Task<string> FillAsync()
    {
        using var storage = Open(Source);
        await storage.Journal.AppendAsync(Shard, Events.RowsOfManyLeads(1, 50), marksDirty: false);
        var expected = await JournalText.OfAsync(storage.Journal, Shard, 3);
        await ArchiveAsync(storage, 40, 20);
        return expected;
    }
}
