using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Archive;
using FunnelGrains.Storage.Tests.Desk;
using FunnelGrains.Storage.Tests.Grains;
using FunnelGrains.Storage.Tests.Journal;
using FunnelGrains.Storage.Tests.Notices;
using FunnelGrains.Storage.Tests.ReadModel;
using FunnelGrains.Storage.Tests.Workspaces;

namespace FunnelGrains.Storage.Tests.Sqlite;

public sealed class SqliteJournalTests : JournalContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteLeadHistoriesTests : LeadHistoriesContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteDirtyShardsTests : DirtyShardsContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteDimensionValuesTests : DimensionValuesContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteCheckpointTests : CheckpointContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteCellsTests : CellsContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteLeadListTests : LeadListContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteLeadViewTests : LeadViewContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteWakesAndBreachesTests : WakesAndBreachesContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteWorkspacesTests : WorkspacesContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    protected override string Payload => "CAST(PayloadBinary AS TEXT)";

    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteNoticesTests : NoticesContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());

    protected override Task<string> PlanAsync()
    {
        using var db = SqliteDb.Open(((SqliteTestStorage)Storage).File("journal.db"), SqliteAccess.Read, TimeSpan.Zero);
        var plan = db.Statement(
            """
            EXPLAIN QUERY PLAN SELECT seq FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3
            AND (type = 'deal.won' OR (type >= 'sla.' AND type < 'sla/')) ORDER BY seq LIMIT ?4
            """).Rows(row => row.Text(3));
        return Task.FromResult(string.Join('\n', plan));
    }
}

public sealed class SqliteDeskTests : DeskContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage());
}

public sealed class SqliteArchivedReadsTests : ArchivedReadsContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = 7 }));
}

public sealed class SqliteArchivingTests : ArchivingContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = 7 }));
}

public sealed class SqliteDamagedArchiveTests : DamagedArchiveContract
{
    protected override Task<TestStorage> OpenAsync() => Task.FromResult<TestStorage>(new SqliteTestStorage(new SqliteOptions { RowsNotedAtOnce = 7 }));
}
