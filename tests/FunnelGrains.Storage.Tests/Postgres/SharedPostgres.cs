using FunnelGrains.Storage.Tests.Postgres;
using FunnelGrains.Testing.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>One server for all tests, started when the first one asks; each test has a database of its own.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.CreateAsync(durable: false, CancellationToken.None));

    /// <summary>The server; where there is none the test is skipped.</summary>
    public Task<PostgresServer> ServerAsync()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        return server.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
    }
}
