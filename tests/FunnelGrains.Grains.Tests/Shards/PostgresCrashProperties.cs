using FunnelGrains.Storage.Postgres;
using FunnelGrains.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class PostgresCrashProperties
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_between_any_two_steps_on_PostgreSQL_loses_nothing_and_counts_nothing_twice()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        for (var seed = 20_001; seed <= 20_020; seed++)
        {
            var database = await server.CreateDatabaseAsync(Cancel);
            using (var storage = PostgresStorage.Open(database, NullLoggerFactory.Instance, TimeProvider.System)) CrashProperties.Check(seed, storage.Journal, storage.ReadModel, []);
            await server.DropDatabaseAsync(database, Cancel);
        }
    }
}
