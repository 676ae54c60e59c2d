using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>The storage on PostgreSQL in a database of its own, which goes with it.</summary>
public sealed class PostgresTestStorage : TestStorage
{
    private readonly PostgresServer server;
    private readonly PostgresOptions options;
    private readonly TestFolder folder = new();
    private PostgresStorage storage;

    private PostgresTestStorage(PostgresServer server, string connectionString, PostgresOptions? options)
    {
        (this.server, ConnectionString, this.options) = (server, connectionString, (options ?? new PostgresOptions()) with { ArchiveFolder = folder.Path });
        storage = Open();
    }

    public string ConnectionString { get; }

    public override PostgresStorage Storage => storage;

    internal override IJournalTable Table => storage.JournalTable;

    internal override ArchiveFolder Archive => new(folder.Path);

    public static async Task<PostgresTestStorage> CreateAsync(SharedPostgres postgres, PostgresOptions? options = null) =>
        await CreateAsync(await postgres.ServerAsync(), options);

    public static async Task<PostgresTestStorage> CreateAsync(PostgresServer server, PostgresOptions? options = null) =>
        new(server, await server.CreateDatabaseAsync(CancellationToken.None), options);

    /// <summary>Another process's storage on the same database; the caller closes it.</summary>
    public PostgresStorage Open() => Open(ConnectionString);

    /// <summary>Likewise, by another way.</summary>
    public PostgresStorage Open(string connectionString) => PostgresStorage.Open(connectionString, NullLoggerFactory.Instance, TimeProvider.System, options);

    /// <summary>A session of whoever bears the name; the caller closes it.</summary>
    public async Task<NpgsqlConnection> SessionAsync(string name)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = name, Pooling = false }.ConnectionString);
        await session.OpenAsync(TestContext.Current.CancellationToken);
        return session;
    }

    /// <summary>Runs statements on a session of their own; the first value of the last row.</summary>
    public async Task<object?> QueryAsync(string sql)
    {
        await using var session = await SessionAsync("test");
        return await session.QueryAsync(sql);
    }

    /// <summary>Comes back when a number of sessions of this database are as the condition on pg_stat_activity says.</summary>
    public async Task UntilAsync(string condition, long count = 1)
    {
        // On a session outside any transaction: inside one the view stands still.
        await using var session = await SessionAsync("looks on");
        while (await session.QueryAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND {condition}") is not long found || found < count)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    public override Task ReopenAsync()
    {
        storage.Dispose();
        storage = Open();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        storage.Dispose();
        folder.Dispose();
        await server.DropDatabaseAsync(ConnectionString, CancellationToken.None);
    }
}
