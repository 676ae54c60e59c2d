using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Sqlite;

public sealed class SqliteLeadNotesTests : LeadNotesContract
{
    protected override Task<TestStorage> OpenAsync(int rowsNotedAtOnce) =>
        Task.FromResult<TestStorage>(new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = rowsNotedAtOnce }));

    [Fact]
    public async Task A_journal_of_the_first_schema_is_noted_when_it_is_first_needed()
    {
        using var folder = new TestFolder();
        var rows = Events.RowsOfManyLeads(1, 50);
        using (var old = SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System)) await old.Journal.AppendAsync(Shard, rows, marksDirty: false);
        using (var db = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Write, TimeSpan.Zero))
            db.Execute("DROP INDEX journal_announced; DROP TABLE archived_segments; DROP TABLE lead_rows; DROP TABLE noted; CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq); DELETE FROM schema_versions WHERE version > 1");

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
}
