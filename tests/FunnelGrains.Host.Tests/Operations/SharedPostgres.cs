using FunnelGrains.Testing.Postgres;

[assembly: AssemblyFixture(typeof(FunnelGrains.Host.Tests.Operations.SharedPostgres))]

namespace FunnelGrains.Host.Tests.Operations;

/// <summary>One server for all tests that need one, started by the first; each has a database of its own.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.CreateAsync(durable: true, CancellationToken.None));

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
