using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Host.Tests.Operations;

/// <summary>
/// Real processes: a host on files, the move, a host on the database. With a million events and figures:
/// <c>FUNNELGRAINS_MIGRATE_EVENTS=1000000 dotnet run --project tests/FunnelGrains.Host.Tests -- -class "*MigrateTests" -showLiveOutput</c>.
/// </summary>
public sealed class MigrateTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const string Variable = "FUNNELGRAINS_MIGRATE_EVENTS";

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-move-").FullName;
    private PostgresServer? server;
    private string database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Events => int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var events) ? events : 4_000;

    private ImmutableSortedDictionary<string, string> Database => ImmutableSortedDictionary<string, string>.Empty.Add("ConnectionStrings__FunnelGrains", database);

    public async ValueTask InitializeAsync()
    {
        server = await postgres.ServerAsync();
        database = await server.CreateDatabaseAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        if (server is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
    }

    [Fact]
    public async Task The_host_on_the_database_answers_every_read_as_the_one_on_files_did_and_both_audits_are_clean()
    {
        // What happened long enough ago is over, and of what just happened nothing falls due meanwhile.
        var now = TimeProvider.System.GetUtcNow();
        var past = now.AddDays(-20);
        long events;
        List<string> before;
        await using (var files = await HostProcess.StartAsync(OnFiles, Cancel))
        {
            using var work = new Work(files);
            await work.ArrangeAsync();
            await work.PostAsync(Events, past);
            events = Events + await work.PostRunningAsync(now);
            (await work.AuditAsync()).ShouldBe((events, "[]"));
            before = await work.ReadAllAsync();
            (await files.TerminateAsync()).ShouldBe(0);
        }

        var end = await HostCommand.RunAsync(Database, "migrate", "--data", folder);
        end.ExitCode.ShouldBe(0, string.Join('\n', end.Errors));
        foreach (var line in end.Output) TestContext.Current.TestOutputHelper?.WriteLine(line);

        await using var moved = await HostProcess.StartAsync(OnDatabase, Cancel);
        using var same = new Work(moved);
        var after = await same.ReadAllAsync();
        after.Except(before).Take(3).ShouldBeEmpty(string.Join('\n', before.Except(after).Take(3)));
        after.Count.ShouldBe(before.Count);
        (await same.AuditAsync()).ShouldBe((events, "[]"));
        await same.PostAsync(Math.Min(Events, 20_000), past);
        (await same.AuditAsync()).ShouldBe((events, "[]"), "what was posted before is known");
    }

    [Fact]
    public async Task A_move_that_is_killed_at_any_line_leaves_nothing_and_is_run_again()
    {
        await FillAsync();
        var whole = 0;
        for (var line = 1; line <= 23; line += 3)
        {
            await using var killed = HostCommand.Start(Database, "migrate", "--data", folder);
            await killed.ToldAsync(line);
            await killed.KillAsync();
            await GoneAsync();
            var tables = await QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
            if (tables is 0L) continue;
            (await QueryAsync("SELECT count(*) FROM journal WHERE type <> 'shard.opened'")).ShouldBe(1_000L, $"killed at line {line}");
            whole++;
        }
        whole.ShouldBeLessThan(8, "at least the first kills came before the end");

        var end = await HostCommand.RunAsync(Database, "migrate", "--data", folder);
        end.ExitCode.ShouldBe(0, string.Join('\n', end.Errors));
        end.Output.ShouldContain(line => line.Contains(whole > 0 ? "already" : "Moved", StringComparison.Ordinal));
        (await QueryAsync("SELECT count(*) FROM journal WHERE type <> 'shard.opened'")).ShouldBe(1_000L);
    }

    [Fact]
    public async Task A_folder_in_use_a_missing_database_and_a_wrong_option_are_refused_in_one_line()
    {
        await using (var running = await HostProcess.StartAsync(OnFiles, Cancel))
            await IsRefusedAsync(Database, ["migrate", "--data", folder], $"FunnelGrains migrate: The data folder {folder} is in use by another FunnelGrains process");
        await IsRefusedAsync(Database.Clear(), ["migrate", "--data", folder], "FunnelGrains migrate: name the database in ConnectionStrings__FunnelGrains");
        await IsRefusedAsync(Database, ["migrate", "--dta", folder], "FunnelGrains migrate: unknown option --dta; did you mean --data?");
        await IsRefusedAsync(Database, ["migrate", "--data", Path.Combine(folder, "none")], "FunnelGrains migrate: There is no installation in");
        (await QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_database_that_a_host_has_used_is_refused()
    {
        await FillAsync();
        await using (var other = await HostProcess.StartAsync(OnDatabase, Cancel)) await other.TerminateAsync();
        await IsRefusedAsync(Database, ["migrate", "--data", folder], "FunnelGrains migrate: The database");
    }

    private HostLaunch OnFiles => new() { DataFolder = folder };

    private HostLaunch OnDatabase => new HostLaunch().With("FunnelGrains__Storage", "postgres").With("ConnectionStrings__FunnelGrains", database);

    private async Task FillAsync()
    {
        await using var host = await HostProcess.StartAsync(OnFiles, Cancel);
        using var work = new Work(host);
        await work.PostAsync(1_000, TimeProvider.System.GetUtcNow());
        // A folder that nobody closed: its newest rows are in the logs of its files only.
        await host.KillAsync();
    }

    private static async Task IsRefusedAsync(ImmutableSortedDictionary<string, string> settings, string[] line, string says)
    {
        var end = await HostCommand.RunAsync(settings, line);
        end.Errors[^1].ShouldStartWith(says);
        end.Errors.Count(error => !error.StartsWith("copying ", StringComparison.Ordinal) && !error.StartsWith("verifying ", StringComparison.Ordinal)).ShouldBe(1);
        end.Output.ShouldBeEmpty();
        end.ExitCode.ShouldBe(1);
    }

    // The server notices a little later that its client is gone.
    private async Task GoneAsync()
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        while (await command.ExecuteScalarAsync(Cancel) is not 0L) Cancel.ThrowIfCancellationRequested();
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
