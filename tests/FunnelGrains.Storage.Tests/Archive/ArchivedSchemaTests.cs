using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Schema;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Schema;
using FunnelGrains.Storage.Tests.Postgres;
using FunnelGrains.Storage.Tests.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>A program that knows of no archive starts while nothing is archived, and never after.</summary>
public sealed class ArchivedSchemaTests(SharedPostgres postgres)
{
    private static readonly ShardKey Shard = new("acme", 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite()
    {
        await using var storage = new SqliteTestStorage();
        var file = new SqliteFile(storage.File("journal.db"), "journal", 1_024);
        IReadOnlyList<string> before = [.. SchemaScripts.Of("sqlite", "journal").Take(2)];
        SchemaUpgrade.Apply(file, before, TimeProvider.System).Before.ShouldBe(SchemaScripts.Of("sqlite", "journal").Count);

        await ArchiveAsync(storage);

        Should.Throw<StorageStartException>(() => SchemaUpgrade.Apply(file, before, TimeProvider.System)).Message.ShouldContain("start a newer FunnelGrains");
        await storage.ReopenAsync();
    }

    [Fact]
    public async Task On_PostgreSQL()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        var before = new Dictionary<string, IReadOnlyList<string>> { ["journal"] = [.. SchemaScripts.Of("postgres", "journal").Take(1)] };
        await using var session = await storage.SessionAsync("version before");
        PostgresSchema.Apply(session, before, TimeProvider.System).ShouldBeEmpty();

        await ArchiveAsync(storage);

        Should.Throw<StorageStartException>(() => PostgresSchema.Apply(session, before, TimeProvider.System)).Message.ShouldContain("start a newer FunnelGrains");
        await storage.ReopenAsync();
    }

    [Fact]
    public async Task A_process_that_does_not_know_the_folder_of_archived_rows_does_not_start()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        Open(null).Dispose();
        using var early = Open(null);

        await ArchiveAsync(storage);

        Should.Throw<StorageStartException>(() => Open(null)).Message.ShouldContain("name their folder in FunnelGrains__ArchiveFolder");
        Should.Throw<StorageStartException>(() => Open("/nowhere/at/all")).Message.ShouldContain("/nowhere/at/all, is not there: is it mounted?");
        (await Should.ThrowAsync<ArchiveUnavailableException>(() => early.Journal.ReadAfterAsync(Shard, 0, 10, Cancel))).Message.ShouldContain("FunnelGrains__ArchiveFolder");
        await Should.ThrowAsync<ArchiveUnavailableException>(() => early.Journal.ArchiveAsync(Shard, new ArchiveOrder(1, Instant.MaxValue, Instant.MaxValue), Cancel));

        PostgresStorage Open(string? folder) =>
            PostgresStorage.Open(storage.ConnectionString, NullLoggerFactory.Instance, TimeProvider.System, new PostgresOptions { ArchiveFolder = folder });
    }

    [Fact]
    public async Task A_silo_reads_what_another_one_archives_at_this_moment()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        using var other = storage.Open();
        await storage.Journal.AppendAsync(Shard, Events.RowsOfManyLeads(1, 500), marksDirty: false);
        var expected = await JournalText.OfAsync(other.Journal, Shard, 1);
        var archiving = Task.Run(async () =>
        {
            for (var through = 10; through <= 490; through += 10) await ArchiveAsync(storage, through);
        });

        var readings = 0;
        for (; readings == 0 || !archiving.IsCompleted; readings++) (await JournalText.OfAsync(other.Journal, Shard, 1)).ShouldBe(expected);

        await archiving;
        (await JournalText.OfAsync(other.Journal, Shard, 1)).ShouldBe(expected);
        (await storage.QueryAsync("SELECT count(*) FROM journal")).ShouldBe(10L);
    }

    private static async Task ArchiveAsync(TestStorage storage, long through = 10)
    {
        if (await storage.Journal.ReadLastSeqAsync(Shard, Cancel) == 0) await storage.Journal.AppendAsync(Shard, Events.Rows(1, 20), marksDirty: false);
        (await storage.Journal.ArchiveAsync(Shard, new ArchiveOrder(through, Instant.MaxValue, Instant.MaxValue), Cancel)).ShouldNotBeNull().Last.ShouldBe(through);
    }
}
