using CsCheck;
using FunnelGrains.Storage.Moving;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>An installation that moves from SQLite to PostgreSQL arrives whole or not at all.</summary>
public sealed class MigrationTests(SharedPostgres postgres) : MigrationScene(postgres)
{
    [Fact]
    public async Task Every_read_answers_the_same_after_the_move() => await Installation.Any.SampleAsync(
        async content =>
        {
            using var from = new TestFolder();
            var into = await Server.CreateDatabaseAsync(Cancel);
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
            await Server.DropDatabaseAsync(into, Cancel);
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
    public async Task An_interrupted_move_leaves_the_database_without_a_table()
    {
        await FillAsync();
        foreach (var step in (string[])["copying", "verifying"])
        {
            foreach (var table in MovedTables.All)
            {
                using var stop = new CancellationTokenSource();
                Should.Throw<OperationCanceledException>(() => Migration.Run(Folder.Path, Database, TimeProvider.System, Interrupt, stop.Token));
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
        Migration.Run(Folder.Path, Database, TimeProvider.System, StartBeside, Cancel);
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
    public async Task Keys_of_cookies_move_too()
    {
        await FillAsync();
        Directory.CreateDirectory(Folder.File("keys"));
        await File.WriteAllTextAsync(Folder.File("keys/key-1.xml"), "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<key id=\"1\">\n  <descriptor>é</descriptor>\n</key>", Cancel);
        Move();
        (await QueryAsync("SELECT name || document FROM key_ring")).ShouldBe("key-1<key id=\"1\"><descriptor>é</descriptor></key>");
        Move().WasThere.ShouldBeTrue();
    }
}
