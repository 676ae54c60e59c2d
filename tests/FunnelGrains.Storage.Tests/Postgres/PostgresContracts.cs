using FunnelGrains.Storage.Tests.Archive;
using FunnelGrains.Storage.Tests.Grains;
using FunnelGrains.Storage.Tests.Journal;
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
