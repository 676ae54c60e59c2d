using CsCheck;
using FunnelGrains.Storage.Moving;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Postgres;
using FunnelGrains.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>An installation that moves from SQLite to PostgreSQL arrives whole or not at all.</summary>
public sealed class MigrationTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private PostgresServer? server;
    private string database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await postgres.ServerAsync();
        database = await server.CreateDatabaseAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (server is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
    }

    [Fact]
    public async Task Every_read_answers_the_same_after_the_move() => await Installation.Any.SampleAsync(
        async content =>
        {
            using var from = new TestFolder();
            var into = await server!.CreateDatabaseAsync(Cancel);
            string expected;
            using (var source = Sqlite(from))
            {
                await Installation.WriteAsync(source, content);
                expected = await AllReads.TextAsync(source, Installation.Shards);
            }

            var report = Migration.Run(from.Path, into, TimeProvider.System, _ => { }, Cancel);

            report.Shards.Select(shard => (shard.Shard, shard.Rows)).ShouldBe(Installation.Shards.Select((shard, i) => (shard, (long)content[i].Rows.Length)), ignoreOrder: true);
            using (var target = PostgresStorage.Open(into, NullLoggerFactory.Instance, TimeProvider.System))
            {
                (await AllReads.TextAsync(target, Installation.Shards)).ShouldBe(expected);
                await target.Journal.AppendAsync(Installation.Shards[0], [Events.Row(content[0].Rows.Length + 1)], marksDirty: true);
            }
            await server.DropDatabaseAsync(into, Cancel);
        },
        iter: 12, threads: 1);

    [Fact]
    public async Task A_second_run_finds_all_of_it_there_and_changes_nothing()
    {
        await FillAsync();
        Move().WasThere.ShouldBeFalse();
        var again = Move();
        (again.WasThere, again.JournalRows).ShouldBe((true, 20));
    }

    [Fact]
    public async Task A_database_that_went_on_by_itself_is_not_taken_for_the_folder_s()
    {
        await FillAsync();
        Move();
        using (var target = Postgres()) await target.Journal.AppendAsync(new ShardKey("acme", 0), [Events.Row(21)], marksDirty: true);
        ShouldRefuse("is not empty", "journal of shard acme/0: 20 rows here, 21 there");
    }

    [Fact]
    public async Task A_database_of_another_installation_is_refused_and_stays()
    {
        await FillAsync();
        using (var target = Postgres()) await target.Journal.AdmitAsync("other", Domain.Funnel.Dimension.Owner, ["ana"], 5);
        ShouldRefuse("is not empty", "give it an empty database");
        (await QueryAsync("SELECT count(*) FROM dimension_values")).ShouldBe(1L);
        (await QueryAsync("SELECT count(*) FROM journal")).ShouldBe(0L);
    }

    [Fact]
    public async Task An_interrupted_move_leaves_the_database_without_a_table()
    {
        await FillAsync();
        foreach (var step in (string[])["copying", "verifying"])
        {
            foreach (var table in MovedTables.All)
            {
                using var stop = new CancellationTokenSource();
                Should.Throw<OperationCanceledException>(() => Migration.Run(folder.Path, database, TimeProvider.System, Interrupt, stop.Token));
                (await QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0L, $"{step} {table.Name}");

                void Interrupt(MoveProgress at)
                {
                    if (at.Step != step || at.Table != table.Name) return;
                    stop.Cancel();
                    stop.Token.ThrowIfCancellationRequested();
                }
            }
        }
        Move().WasThere.ShouldBeFalse();
    }

    [Fact]
    public async Task What_arrives_otherwise_than_it_was_sent_is_not_kept()
    {
        await FillAsync();
        Postgres().Dispose();
        await QueryAsync(
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.data := replace(NEW.data, 'mql', 'sql'); RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON journal FOR EACH ROW WHEN (NEW.seq = 7) EXECUTE FUNCTION spoil();
            """);
        ShouldRefuse("is not what was sent", "journal of shard acme/0: 20 rows here, 20 there");
        (await QueryAsync("SELECT count(*) FROM journal")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_server_does_not_end_a_move_that_stands_still_between_two_steps()
    {
        await FillAsync();
        Postgres().Dispose();
        await QueryAsync(
            """
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF current_setting('idle_in_transaction_session_timeout') <> '0' THEN RAISE 'it would be ended after %', current_setting('idle_in_transaction_session_timeout'); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER look BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION look();
            """);
        Move().JournalRows.ShouldBe(20);
    }

    [Fact]
    public async Task A_host_that_starts_on_the_database_meanwhile_waits_and_finds_all()
    {
        await FillAsync();
        Task<long>? starts = null;
        Migration.Run(folder.Path, database, TimeProvider.System, StartBeside, Cancel);
        (await starts!).ShouldBe(20);

        void StartBeside(MoveProgress at)
        {
            if (at.Step == "copying") starts ??= Task.Run(ReadLastAsync, Cancel);
            // It stands in line for the lock that the move holds.
            else while (QueryAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").GetAwaiter().GetResult() is not 1L) Cancel.ThrowIfCancellationRequested();
        }

        async Task<long> ReadLastAsync()
        {
            using var host = Postgres();
            return await host.Journal.ReadLastSeqAsync(new ShardKey("acme", 0), Cancel);
        }
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        using var running = Sqlite(folder);
        await running.Journal.AppendAsync(new ShardKey("acme", 0), Events.Rows(1, 3), marksDirty: false);
        ShouldRefuse("in use by another FunnelGrains process");
    }

    [Fact]
    public void A_folder_without_an_installation_is_refused_and_stays_empty()
    {
        ShouldRefuse("There is no installation in");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal", "INSERT INTO schema_versions (kind, version, applied_at) VALUES ('journal', 99, 0)", "has schema 99", "use a newer FunnelGrains")]
    [InlineData("read", "INSERT INTO schema_versions (kind, version, applied_at) VALUES ('read', 99, 0)", "has schema 99", "use a newer FunnelGrains")]
    [InlineData("journal", "DELETE FROM schema_versions WHERE version > 1", "has schema 1", "start this FunnelGrains once")]
    public async Task A_folder_of_another_schema_is_refused(string kind, string change, params string[] says)
    {
        await FillAsync();
        using (var db = SqliteDb.Open(folder.File($"{kind}.db"), SqliteAccess.Write, TimeSpan.Zero)) db.Execute(change);
        ShouldRefuse(says);
    }

    [Fact]
    public async Task A_database_of_a_newer_schema_is_refused()
    {
        await FillAsync();
        Postgres().Dispose();
        await QueryAsync("INSERT INTO schema_versions (kind, version, applied_at) VALUES ('read', 99, 0)");
        ShouldRefuse("has read schema 99");
    }

    [Fact]
    public async Task Keys_of_cookies_move_too()
    {
        await FillAsync();
        Directory.CreateDirectory(folder.File("keys"));
        await File.WriteAllTextAsync(folder.File("keys/key-1.xml"), "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<key id=\"1\">\n  <descriptor>é</descriptor>\n</key>", Cancel);
        Move();
        (await QueryAsync("SELECT name || document FROM key_ring")).ShouldBe("key-1<key id=\"1\"><descriptor>é</descriptor></key>");
        Move().WasThere.ShouldBeTrue();
    }

    private static SqliteStorage Sqlite(TestFolder folder) => SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System);

    private PostgresStorage Postgres() => PostgresStorage.Open(database, NullLoggerFactory.Instance, TimeProvider.System);

    private async Task FillAsync()
    {
        using var storage = Sqlite(folder);
        await storage.Journal.AppendAsync(new ShardKey("acme", 0), Events.Rows(1, 20), marksDirty: true);
    }

    private MoveReport Move() => Migration.Run(folder.Path, database, TimeProvider.System, _ => { }, Cancel);

    private void ShouldRefuse(params string[] says)
    {
        var message = Should.Throw<StorageStartException>(Move).Message;
        foreach (var part in says) message.ShouldContain(part);
        message.ShouldNotContain("\n");
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        return await connection.QueryAsync(sql);
    }
}
