using FunnelGrains.Storage.Moving;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Tests.Postgres;
using FunnelGrains.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>A data folder and an empty database, which go with the test.</summary>
public abstract class MigrationScene(SharedPostgres postgres) : IAsyncLifetime
{
    private PostgresServer? server;
    private string database = "";

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TestFolder Folder { get; } = new();

    private protected PostgresServer Server => server!;

    private protected string Database => database;

    public async ValueTask InitializeAsync()
    {
        server = await postgres.ServerAsync();
        database = await server.CreateDatabaseAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        if (server is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private protected static SqliteStorage Sqlite(TestFolder folder) => SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System);

    private protected PostgresStorage Postgres() => PostgresStorage.Open(database, NullLoggerFactory.Instance, TimeProvider.System);

    private protected async Task FillAsync()
    {
        using var storage = Sqlite(Folder);
        await storage.Journal.AppendAsync(new ShardKey("acme", 0), Events.Rows(1, 20), marksDirty: true);
    }

    private protected MoveReport Move() => Migration.Run(Folder.Path, database, TimeProvider.System, _ => { }, Cancel);

    private protected void ShouldRefuse(params string[] says)
    {
        var message = Should.Throw<StorageStartException>(Move).Message;
        foreach (var part in says) message.ShouldContain(part);
        message.ShouldNotContain("\n");
    }

    private protected async Task<object?> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        return await connection.QueryAsync(sql);
    }
}
