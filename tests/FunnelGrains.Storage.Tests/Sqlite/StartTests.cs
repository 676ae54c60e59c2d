using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;
using FunnelGrains.Storage.Sqlite.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Sqlite;

/// <summary>A storage that cannot be used stops the start with one line; schemas move forward, whole or not at all.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly ShardKey Shard = new("acme", 0);
    private readonly TestFolder folder = new();

    [Theory]
    [InlineData("journal")]
    [InlineData("read")]
    [InlineData("grains")]
    [InlineData("notices")]
    public void A_newer_schema_stops_the_start(string kind)
    {
        Open().Dispose();
        Execute(kind, $"INSERT INTO schema_versions (kind, version, applied_at) VALUES ('{kind}', 99, 0)");
        ShouldRefuse("schema 99", "start a newer FunnelGrains", $"{kind}.db");
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("read")]
    [InlineData("grains")]
    [InlineData("notices")]
    public void A_file_that_is_no_database_stops_the_start(string kind)
    {
        File.WriteAllBytes(folder.File($"{kind}.db"), [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31))]);
        ShouldRefuse("damaged or not a database", $"{kind}.db");
    }

    [Fact]
    public void A_truncated_file_stops_the_start()
    {
        Open().Dispose();
        using (var file = File.OpenWrite(folder.File("journal.db"))) file.SetLength(3_000);
        ShouldRefuse("damaged or not a database", "journal.db");
    }

    [Fact]
    public void A_database_of_something_else_stops_the_start()
    {
        using (var db = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Create, TimeSpan.Zero)) db.Execute("CREATE TABLE albums (id INTEGER)");
        ShouldRefuse("is not the journal database of FunnelGrains");
    }

    [Fact]
    public void Files_that_were_swapped_stop_the_start()
    {
        Open().Dispose();
        File.Move(folder.File("grains.db"), folder.File("journal.db"), overwrite: true);
        ShouldRefuse("is not the journal database of FunnelGrains");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_stops_the_start()
    {
        Directory.CreateDirectory(folder.File("read.db"));
        ShouldRefuse("cannot be opened", "read.db");
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_stops_the_start()
    {
        File.WriteAllText(folder.File("data"), "");
        Should.Throw<StorageStartException>(() => SqliteStorage.Open(folder.File("data"), NullLoggerFactory.Instance, TimeProvider.System))
            .Message.ShouldContain("cannot be created");
    }

    [Fact]
    public void A_second_process_is_kept_out_of_the_folder()
    {
        using (Open()) ShouldRefuse("in use by another FunnelGrains process");
        Open().Dispose();
    }

    [Fact]
    public void An_old_SQLite_library_is_refused()
    {
        Should.Throw<StorageStartException>(() => SqliteLibrary.Require(new Version(3, 51, 2))).Message.ShouldContain("3.51.2 is too old");
        Should.Throw<StorageStartException>(() => SqliteLibrary.Require(new Version(3, 46, 1)));
        SqliteLibrary.Require(new Version(3, 51, 3));
        SqliteLibrary.Require(new Version(4, 0, 0));
        SqliteLibrary.Require(SqliteLibrary.Load());
    }

    [Fact]
    public void A_journal_that_would_not_wait_for_the_disk_is_not_written()
    {
        using (var db = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Create, TimeSpan.Zero)) db.Execute("CREATE TABLE t (x INTEGER)");
        Should.Throw<InvalidOperationException>(() => JournalConnection.Open(new SqliteFile(folder.File("journal.db"), "journal", 4_096), new SqliteOptions()))
            .Message.ShouldContain("journal mode delete");
    }

    [Fact]
    public async Task A_schema_moves_forward_and_keeps_what_was_there()
    {
        using (var storage = Open()) await storage.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: false);

        var known = SchemaScripts.Of("sqlite", "journal").Count;
        Upgrade("ALTER TABLE journal ADD COLUMN extra TEXT").ShouldBe((known, known + 1));
        Upgrade("ALTER TABLE journal ADD COLUMN extra TEXT").ShouldBe((known + 1, known + 1));

        ReadLong("journal", "SELECT count(*) FROM journal WHERE extra IS NULL").ShouldBe(5);
        ShouldRefuse($"schema {known + 1}");
    }

    [Fact]
    public void A_script_that_fails_changes_nothing()
    {
        Open().Dispose();
        Should.Throw<StorageStartException>(() => Upgrade("CREATE TABLE more (x INTEGER); CREATE TABLE journal (x INTEGER)"));
        ReadLong("journal", "SELECT count(*) FROM sqlite_schema WHERE name = 'more'").ShouldBe(0);
        Open().Dispose();
    }

    [Fact]
    public async Task Two_starts_at_once_apply_each_script_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var file = new SqliteFile(folder.File($"{round}.db"), "journal", 1_024);
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SchemaUpgrade.Apply(file, SchemaScripts.Of("sqlite", "journal"), TimeProvider.System))));
            results.Count(result => result.Before == 0).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("journal", 1_024)]
    [InlineData("read", 4_096)]
    [InlineData("grains", 4_096)]
    public void Each_file_has_the_page_size_that_suits_it(string kind, long bytes)
    {
        Open().Dispose();
        ReadLong(kind, "PRAGMA page_size").ShouldBe(bytes);
    }

    public void Dispose() => folder.Dispose();

    private SqliteStorage Open() => SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System);

    private void ShouldRefuse(params string[] says)
    {
        var message = Should.Throw<StorageStartException>(Open).Message;
        foreach (var part in says) message.ShouldContain(part);
        message.ShouldNotContain("\n");
    }

    private (long Before, long After) Upgrade(string second) => SchemaUpgrade.Apply(
        new SqliteFile(folder.File("journal.db"), "journal", 1_024), [.. SchemaScripts.Of("sqlite", "journal"), second], TimeProvider.System);

    private void Execute(string kind, string sql)
    {
        using var db = SqliteDb.Open(folder.File($"{kind}.db"), SqliteAccess.Write, TimeSpan.Zero);
        db.Execute(sql);
    }

    private long ReadLong(string kind, string sql)
    {
        using var db = SqliteDb.Open(folder.File($"{kind}.db"), SqliteAccess.Read, TimeSpan.Zero);
        return db.ReadLong(sql);
    }
}
