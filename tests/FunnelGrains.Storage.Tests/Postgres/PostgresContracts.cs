using FunnelGrains.Storage.Tests.Archive;
using FunnelGrains.Storage.Tests.Desk;
using FunnelGrains.Storage.Tests.Grains;
using FunnelGrains.Storage.Tests.Journal;
using FunnelGrains.Storage.Tests.Notices;
using FunnelGrains.Storage.Tests.ReadModel;
using FunnelGrains.Storage.Tests.Workspaces;

namespace FunnelGrains.Storage.Tests.Postgres;

public sealed class PostgresJournalTests(SharedPostgres postgres) : JournalContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresLeadHistoriesTests(SharedPostgres postgres) : LeadHistoriesContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresDirtyShardsTests(SharedPostgres postgres) : DirtyShardsContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresDimensionValuesTests(SharedPostgres postgres) : DimensionValuesContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresCheckpointTests(SharedPostgres postgres) : CheckpointContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresCellsTests(SharedPostgres postgres) : CellsContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresLeadListTests(SharedPostgres postgres) : LeadListContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresLeadViewTests(SharedPostgres postgres) : LeadViewContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresWakesAndBreachesTests(SharedPostgres postgres) : WakesAndBreachesContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresWorkspacesTests(SharedPostgres postgres) : WorkspacesContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresGrainStorageTests(SharedPostgres postgres) : GrainStorageContract
{
    protected override string Payload => "convert_from(PayloadBinary, 'UTF8')";

    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresNoticesTests(SharedPostgres postgres) : NoticesContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);

    protected override async Task<string> PlanAsync()
    {
        // With a table this small every way is as good; where the index may be used is what is asked.
        await ((PostgresTestStorage)Storage).QueryAsync("ALTER TABLE journal DROP CONSTRAINT journal_pkey");
        return (string)(await ((PostgresTestStorage)Storage).QueryAsync(
            """
            SET enable_seqscan = off; EXPLAIN (FORMAT JSON) SELECT seq FROM journal j WHERE j.workspace = 'acme' AND j.shard = 1 AND j.seq > 0
            AND (j.type = 'deal.won' OR (j.type >= 'sla.' AND j.type < 'sla/')) ORDER BY j.seq LIMIT 10
            """))!;
    }
}

public sealed class PostgresDeskTests(SharedPostgres postgres) : DeskContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresArchivedReadsTests(SharedPostgres postgres) : ArchivedReadsContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresArchivingTests(SharedPostgres postgres) : ArchivingContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}

public sealed class PostgresDamagedArchiveTests(SharedPostgres postgres) : DamagedArchiveContract
{
    protected override async Task<TestStorage> OpenAsync() => await PostgresTestStorage.CreateAsync(postgres);
}
