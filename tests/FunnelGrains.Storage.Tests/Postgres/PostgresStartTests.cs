using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Schema;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>A database that cannot be used stops the start with one line; schemas move forward, whole or not at all.</summary>
public sealed class PostgresStartTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly ShardKey Shard = new("acme", 0);
    private static readonly int Known = SchemaScripts.Of("postgres", "journal").Count;
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
        if (server is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("read")]
    [InlineData("grains")]
    [InlineData("notices")]
    [InlineData("cluster")]
    public async Task A_newer_schema_stops_the_start(string kind)
    {
        Open().Dispose();
        await QueryAsync($"INSERT INTO schema_versions (kind, version, applied_at) VALUES ('{kind}', 99, 0)");
        ShouldRefuse($"has {kind} schema 99", "start a newer FunnelGrains");
    }

    [Fact]
    public async Task A_database_of_something_else_stops_the_start_and_gets_nothing()
    {
        await QueryAsync("CREATE TABLE leads (id integer)");
        ShouldRefuse("holds tables of something else", "leads");
        (await QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(1L);
    }

    [Fact]
    public void An_old_server_stops_the_start() =>
        Should.Throw<StorageStartException>(() => Open(new PostgresOptions { OldestServer = new Version(99, 0) })).Message.ShouldContain("is too old: 99.0 or later is needed");

    [Fact]
    public async Task A_database_that_cannot_hold_every_text_stops_the_start()
    {
        var latin = await server!.CreateDatabaseAsync(Cancel, "TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'LATIN1'");
        ShouldRefuseAt(latin, "encoding LATIN1");
        await server.DropDatabaseAsync(latin, Cancel);
    }

    [Fact]
    public void A_server_that_is_not_there_stops_the_start()
    {
        var port = FreePort.Next();
        ShouldRefuseAt(new NpgsqlConnectionStringBuilder(database) { Port = port }.ConnectionString, "cannot be used", $"127.0.0.1:{port}");
    }

    [Fact]
    public void A_database_that_is_not_there_stops_the_start() =>
        ShouldRefuseAt(new NpgsqlConnectionStringBuilder(database) { Database = "nowhere" }.ConnectionString, "nowhere");

    [Theory]
    [InlineData("postgres://db/funnel?password=secret")]
    [InlineData("Host=db;Pasword=secret")]
    [InlineData("Host=db;Port=secret")]
    public void A_connection_string_that_is_none_is_refused_and_not_repeated(string wrong)
    {
        var message = Should.Throw<StorageStartException>(() => PostgresStorage.Open(wrong, NullLoggerFactory.Instance, TimeProvider.System)).Message;
        message.ShouldContain("connection string");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_schema_moves_forward_and_keeps_what_was_there()
    {
        using (var storage = Open()) await storage.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: false);

        (await UpgradeAsync("ALTER TABLE journal ADD COLUMN extra text")).ShouldBe([("journal", Known, Known + 1L)]);
        (await UpgradeAsync("ALTER TABLE journal ADD COLUMN extra text")).ShouldBeEmpty();

        (await QueryAsync("SELECT count(*) FROM journal WHERE extra IS NULL")).ShouldBe(5L);
        ShouldRefuse($"journal schema {Known + 1}");
    }

    [Fact]
    public async Task A_process_of_the_version_before_goes_on_while_the_schema_moves()
    {
        using var before = Open();
        await before.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: true);
        await UpgradeAsync("ALTER TABLE journal ADD COLUMN extra text NOT NULL DEFAULT ''; CREATE TABLE more (x integer)");

        await before.Journal.AppendAsync(Shard, Events.Rows(6, 9), marksDirty: true);

        (await before.Journal.ReadAfterAsync(Shard, 0, 100, Cancel)).Count.ShouldBe(9);
    }

    [Fact]
    public async Task A_script_that_fails_changes_nothing()
    {
        Open().Dispose();
        (await Should.ThrowAsync<StorageStartException>(() => UpgradeAsync("CREATE TABLE more (x integer); SELECT no_such_thing()"))).Message.ShouldContain($"journal/{Known + 1:000}");
        (await QueryAsync("SELECT count(*) FROM pg_tables WHERE tablename = 'more'")).ShouldBe(0L);
        Open().Dispose();
    }

    [Fact]
    public async Task Starts_at_once_apply_each_script_once()
    {
        var storages = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Open())));
        foreach (var storage in storages) storage.Dispose();
        (await QueryAsync("SELECT count(*) FROM schema_versions")).ShouldBe((long)PostgresSchema.Scripts().Values.Sum(scripts => scripts.Count));
    }

    [Fact]
    public async Task The_server_says_what_it_is()
    {
        using var storage = Open();
        var health = await storage.ReadHealthAsync();
        (health.SynchronousCommit, health.InRecovery).ShouldBe(("on", false));
        health.Server.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_the_database_was_set_up_with_changes_nothing()
    {
        await QueryAsync(
            """
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
                EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = serializable', current_database());
            END $$
            """);
        using var storage = Open();
        (await storage.ReadHealthAsync()).SynchronousCommit.ShouldBe("on");
        await storage.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: true);

        // Each of these waits for the others, and must see what they did.
        var placed = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => storage.Journal.AdmitAsync("acme", Dimension.Source, [$"v{i}"], 10))));
        placed.Sum(answer => answer.Count).ShouldBe(10);
        await Task.WhenAll(Enumerable.Range(1, 30).Select(claim => Task.Run(() => storage.ReadModel.ClaimAsync(Shard, claim, Cancel))));
        (await storage.ReadModel.SaveAsync(new CheckpointWrite(Shard, 30, 0, new Checkpoint(5, default), [], []))).ShouldBeTrue();
    }

    private PostgresStorage Open(PostgresOptions? options = null) => PostgresStorage.Open(database, NullLoggerFactory.Instance, TimeProvider.System, options);

    private void ShouldRefuse(params string[] says) => ShouldRefuseAt(database, says);

    private static void ShouldRefuseAt(string connectionString, params string[] says)
    {
        var message = Should.Throw<StorageStartException>(() => PostgresStorage.Open(connectionString, NullLoggerFactory.Instance, TimeProvider.System)).Message;
        foreach (var part in says) message.ShouldContain(part);
        message.ShouldNotContain("\n");
    }

    private async Task<IReadOnlyList<(string Kind, long Before, long After)>> UpgradeAsync(string second)
    {
        await using var connection = await ConnectAsync();
        var scripts = new Dictionary<string, IReadOnlyList<string>> { ["journal"] = [.. SchemaScripts.Of("postgres", "journal"), second] };
        return PostgresSchema.Apply(connection, scripts, TimeProvider.System);
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        return await connection.QueryAsync(sql);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
