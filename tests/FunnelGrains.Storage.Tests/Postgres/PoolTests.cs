using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>A pool's connections live long, and what their sessions know may not.</summary>
public sealed class PoolTests(SharedPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_forgot_its_compiled_statements_costs_no_work_and_is_not_used_again()
    {
        var server = await postgres.ServerAsync();
        using var sources = new Sources(await server.CreateDatabaseAsync(Cancel), new PostgresOptions { Readers = 1 });
        var asked = new Statement("SELECT pg_backend_pid() + $1", Value.Of(0));
        Task<int> AskAsync() => sources.Reads.UseAsync(async session => (await session.RowsAsync(asked with { Values = [Value.Of(0)] }, row => row.GetInt32(0), Cancel))[0], Cancel);

        var first = await AskAsync();
        for (var again = 0; again < 3; again++) (await AskAsync()).ShouldBe(first);
        await sources.Reads.UseAsync(session => session.QueryAsync("DEALLOCATE ALL"), Cancel);
        var second = await AskAsync();
        second.ShouldNotBe(first);
        for (var again = 0; again < 3; again++) (await AskAsync()).ShouldBe(second);
    }

    [Fact]
    public async Task A_statement_that_is_wrong_fails_once_and_the_session_stays()
    {
        var server = await postgres.ServerAsync();
        using var sources = new Sources(await server.CreateDatabaseAsync(Cancel), new PostgresOptions { Readers = 1 });
        var asked = 0;
        var session = (int)(await sources.Reads.UseAsync(one => one.QueryAsync("SELECT pg_backend_pid()"), Cancel))!;
        await Should.ThrowAsync<PostgresException>(() => sources.Reads.UseAsync(
            one =>
            {
                asked++;
                return one.QueryAsync("SELECT nothing_of_the_sort");
            },
            Cancel));
        asked.ShouldBe(1);
        (await sources.Reads.UseAsync(one => one.QueryAsync("SELECT pg_backend_pid()"), Cancel)).ShouldBe(session);
    }
}
