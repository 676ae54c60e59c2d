using FunnelGrains.Storage.Backups;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Backups;

/// <summary>A backup holds what was there when it began, whatever is written meanwhile; what is restored is what was backed up, or nothing.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly ShardKey Shard = new("acme", 0);
    private readonly TestFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => folder.File("backup");

    private string Data => folder.File("data");

    [Fact]
    public async Task A_backup_while_rows_are_appended_is_a_whole_beginning_of_the_journal()
    {
        await using var running = new SqliteTestStorage();
        await running.Journal.AppendAsync(Shard, Events.Rows(1, 5_000), marksDirty: false);
        using var stop = new CancellationTokenSource();
        var acknowledged = 5_000L;
        var appending = Task.Run(AppendAsync, Cancel);

        SqliteBackup.Run(running.Folder, Backup, TimeProvider.System, _ => { }).Single().Last.ShouldBeGreaterThanOrEqualTo(5_000);
        var before = Interlocked.Read(ref acknowledged);
        var shards = await BackUpAgainAsync(running.Folder);
        await stop.CancelAsync();
        await appending;

        shards.Single().Last.ShouldBeGreaterThanOrEqualTo(before, "what was acknowledged before the backup began is in it");
        SqliteRestore.Run(Backup, Data, _ => { }).ShouldBe(shards);
        using var restored = Open(Data);
        (await restored.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(shards.Single().Last);
        Same.Text(await restored.Journal.ReadAfterAsync(Shard, 0, int.MaxValue, Cancel))
            .ShouldBe(Same.Text(await running.Journal.ReadAfterAsync(Shard, 0, (int)shards.Single().Last, Cancel)));

        async Task AppendAsync()
        {
            for (var seq = 5_001L; !stop.IsCancellationRequested; seq += 10)
            {
                await running.Journal.AppendAsync(Shard, Events.Rows(seq, seq + 9), marksDirty: false);
                Interlocked.Exchange(ref acknowledged, seq + 9);
            }
        }
    }

    [Fact]
    public async Task Every_shard_of_a_restored_journal_is_woken_to_be_counted()
    {
        await using var source = new SqliteTestStorage();
        await source.Journal.AppendAsync(Shard, Events.Rows(1, 9), marksDirty: false);
        (await source.Journal.ReadDirtyAsync(Cancel)).ShouldBeEmpty();
        SqliteBackup.Run(source.Folder, Backup, TimeProvider.System, _ => { });
        SqliteRestore.Run(Backup, Data, _ => { });
        using var restored = Open(Data);
        (await restored.Journal.ReadDirtyAsync(Cancel)).ShouldBe([Shard]);
    }

    [Fact]
    public async Task The_messages_that_go_out_are_in_it_and_no_further_than_its_journal()
    {
        await using var source = new SqliteTestStorage();
        await source.Journal.AppendAsync(Shard, Events.Rows(1, 9), marksDirty: false);
        var claim = await source.Storage.Notices.ClaimAsync("acme");
        await source.Storage.Notices.WriteAsync(new NoticeWrite("acme", claim.Number) { Cursors = [(0, 9)], Endpoints = [new NoticeEndpoint("crm", "{}")] });
        var copied = new List<string>();
        SqliteBackup.Run(source.Folder, Backup, TimeProvider.System, copied.Add);
        copied.IndexOf("copying notices.db").ShouldBeLessThan(copied.IndexOf("copying journal.db"));
        SqliteRestore.Run(Backup, Data, _ => { });
        using var restored = Open(Data);
        var found = await restored.Notices.ClaimAsync("acme");
        (found.Endpoints.Single().Id, found.Cursors[0], found.Number).ShouldBe(("crm", 9, claim.Number + 1));
    }

    [Fact]
    public async Task A_folder_of_the_version_before_has_no_messages_and_is_backed_up()
    {
        await using var source = new SqliteTestStorage();
        await source.Journal.AppendAsync(Shard, Events.Rows(1, 9), marksDirty: false);
        source.Storage.Dispose();
        foreach (var file in Directory.EnumerateFiles(source.Folder, "notices.db*")) File.Delete(file);
        SqliteBackup.Run(source.Folder, Backup, TimeProvider.System, _ => { });
        SqliteRestore.Run(Backup, Data, _ => { });
        using var restored = Open(Data);
        (await restored.Notices.WorkspacesAsync(Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("grains.db")]
    [InlineData("notices.db")]
    [InlineData("keys/key-1.xml")]
    public async Task A_damaged_backup_is_not_restored_and_nothing_starts_on_what_came_of_it(string file)
    {
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Backup, file), Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(Backup, file), bytes, Cancel);

        Refused(() => SqliteRestore.Run(Backup, Data, _ => { })).ShouldContain($"is damaged: {file} is not what was written");
        Refused(() => Open(Data)).ShouldContain("did not end: run it again");

        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(Backup, file), bytes, Cancel);
        SqliteRestore.Run(Backup, Data, _ => { }).Single().Last.ShouldBe(9);
        (await File.ReadAllTextAsync(Path.Combine(Data, "keys", "key-1.xml"), Cancel)).ShouldBe("<key/>");
        using var restored = Open(Data);
        (await restored.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(9);
    }

    [Fact]
    public async Task A_backup_that_did_not_end_is_none_and_is_made_anew()
    {
        await BackUpAsync();
        File.Move(Path.Combine(Backup, "backup.json"), Path.Combine(Backup, ".unfinished"));
        Refused(() => SqliteRestore.Run(Backup, Data, _ => { })).ShouldContain("no whole backup");
        Directory.Exists(Data).ShouldBeFalse();
        await BackUpAsync();
        SqliteRestore.Run(Backup, Data, _ => { }).Single().Last.ShouldBe(9);
    }

    [Fact]
    public async Task A_backup_overwrites_neither_another_nor_strange_files()
    {
        await BackUpAsync();
        Refused(() => SqliteBackup.Run(folder.File("source"), Backup, TimeProvider.System, _ => { })).ShouldContain("holds a backup already");
        Directory.CreateDirectory(folder.File("mine/keys"));
        Refused(() => SqliteBackup.Run(folder.File("source"), folder.File("mine"), TimeProvider.System, _ => { })).ShouldContain("is not empty");
        Directory.Exists(folder.File("mine/keys")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_restore_overwrites_no_data_and_no_running_program()
    {
        await BackUpAsync();
        Refused(() => SqliteRestore.Run(Backup, folder.File("source"), _ => { })).ShouldContain("holds data already (journal.db)");
        using var running = Open(Data);
        Refused(() => SqliteRestore.Run(Backup, Data, _ => { })).ShouldContain("in use by another FunnelGrains process");
    }

    [Fact]
    public async Task A_journal_with_a_hole_is_not_backed_up_in_silence()
    {
        using (var storage = Open(folder.File("source"))) await storage.Journal.AppendAsync(Shard, Events.Rows(1, 9), marksDirty: false);
        using (var db = SqliteDb.Open(folder.File("source/journal.db"), SqliteAccess.Write, TimeSpan.Zero)) db.Execute("DELETE FROM journal WHERE seq = 5");
        Refused(() => SqliteBackup.Run(folder.File("source"), Backup, TimeProvider.System, _ => { })).ShouldContain("shard acme/0 has 8 rows and ends at 9");
    }

    [Fact]
    public void A_folder_without_an_installation_is_refused() =>
        Refused(() => SqliteBackup.Run(Data, Backup, TimeProvider.System, _ => { })).ShouldContain("There is no installation in");

    public void Dispose() => folder.Dispose();

    private static SqliteStorage Open(string data) => SqliteStorage.Open(data, NullLoggerFactory.Instance, TimeProvider.System);

    private static string Refused(Action what)
    {
        var message = Should.Throw<StorageStartException>(what).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    private async Task BackUpAsync()
    {
        var source = folder.File("source");
        if (!Directory.Exists(source))
        {
            using var storage = Open(source);
            await storage.Journal.AppendAsync(Shard, Events.Rows(1, 9), marksDirty: false);
            Directory.CreateDirectory(Path.Combine(source, "keys"));
            await File.WriteAllTextAsync(Path.Combine(source, "keys", "key-1.xml"), "<key/>", Cancel);
        }
        SqliteBackup.Run(source, Backup, TimeProvider.System, _ => { });
    }

    private async Task<IReadOnlyList<BackupShard>> BackUpAgainAsync(string source)
    {
        Directory.Delete(Backup, recursive: true);
        return await Task.Run(() => SqliteBackup.Run(source, Backup, TimeProvider.System, _ => { }), Cancel);
    }
}
