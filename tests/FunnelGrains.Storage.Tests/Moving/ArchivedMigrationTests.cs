using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Moving;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Tests.Archive;
using FunnelGrains.Storage.Tests.Postgres;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>What a data folder has archived becomes rows of the database's journal again, or nothing moves.</summary>
public sealed class ArchivedMigrationTests(SharedPostgres postgres) : MigrationScene(postgres)
{
    private static readonly ShardKey Shard = new("acme", 0);

    [Fact]
    public async Task Archived_rows_move_with_the_others()
    {
        var expected = await ArchiveSomeAsync();

        var report = Move();

        report.Shards.ShouldHaveSingleItem().Rows.ShouldBe(300);
        report.JournalRows.ShouldBe(300);
        using (var target = Postgres()) (await JournalText.OfAsync(target.Journal, Shard, 1)).ShouldBe(expected);
        (await QueryAsync("SELECT count(*) FROM journal")).ShouldBe(300L);
        Move().WasThere.ShouldBeTrue();
    }

    [Fact]
    public async Task Rows_that_are_archived_and_not_deleted_yet_move_once()
    {
        var expected = await ArchiveSomeAsync(crash: true);
        Move().JournalRows.ShouldBe(300);
        using var target = Postgres();
        (await JournalText.OfAsync(target.Journal, Shard, 1)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_damaged_archive_does_not_move()
    {
        await ArchiveSomeAsync();
        var file = Directory.EnumerateFiles(Folder.File("archive"), "*", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[50] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        ShouldRefuse(file, "is damaged");
        (await QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_database_that_has_archived_since_holds_another_state()
    {
        await ArchiveSomeAsync();
        Move();
        Directory.CreateDirectory(Folder.File("cluster"));
        using (var target = Postgres(Folder.File("cluster")))
            await new Archiving(target.JournalTable, new ArchiveFolder(Folder.File("cluster")), 50).ArchiveAsync(Shard, new ArchiveOrder(100, Instant.MaxValue, Instant.MaxValue), Cancel);
        ShouldRefuse("is not empty");
    }

    private PostgresStorage Postgres(string archive) => PostgresStorage.Open(
        Database, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, TimeProvider.System, new PostgresOptions { ArchiveFolder = archive });

    /// <summary>300 rows, of which two segments are archived.</summary>
    private async Task<string> ArchiveSomeAsync(bool crash = false)
    {
        using var storage = Sqlite(Folder);
        var every = Events.OfEveryType();
        await storage.Journal.AppendAsync(
            Shard, [.. Events.RowsOfManyLeads(1, 200), .. every.Select(row => row with { Seq = row.Seq + 200 }), .. Events.RowsOfManyLeads(201 + every.Length, 300)], marksDirty: true);
        var expected = await JournalText.OfAsync(storage.Journal, Shard, 1);
        var folder = new ArchiveFolder(Folder.File("archive"));
        foreach (var through in (long[])[100, 220])
        {
            var table = new CrashingTable(storage.JournalTable, crash ? 6 : int.MaxValue, carriedOut: false);
            try
            {
                await new Archiving(table, folder, 150).ArchiveAsync(Shard, new ArchiveOrder(through, Instant.MaxValue, Instant.MaxValue), Cancel);
            }
            catch (OperationCanceledException) when (crash)
            {
                // Recorded, and nothing deleted.
                (await storage.JournalTable.ReadPlainAsync(Shard, 0, 1, Cancel))[0].Seq.ShouldBe(1);
                (await storage.JournalTable.ReadSegmentsAsync(Shard, Cancel)).Count.ShouldBe(1);
                return expected;
            }
        }
        crash.ShouldBeFalse();
        return expected;
    }
}
