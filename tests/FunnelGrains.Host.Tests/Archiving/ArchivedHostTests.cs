using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Host.Tests.Operations;
using FunnelGrains.Host.Tests.Telemetry;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Host.Tests.Archiving;

/// <summary>Real processes that archive all but the newest rows: nobody who reads or sends sees a difference, whatever is counted anew.</summary>
public sealed class ArchivedHostTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const int Events = 2_000;

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-archive-").FullName;
    private PostgresServer? server;
    private string? database;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    private string Archive => database is null ? Path.Combine(Data, "archive") : Path.Combine(folder, "shared");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        if (server is not null && database is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_host_that_archived_its_journal_answers_as_before_also_after_it_counted_all_of_it_anew(string engine)
    {
        if (engine == "postgres") await UsePostgresAsync();
        var past = TimeProvider.System.GetUtcNow().AddDays(-20);
        List<string> before;
        await using (var host = await HostProcess.StartAsync(Launch(archives: false), Cancel))
        {
            using var work = new Work(host);
            await work.ArrangeAsync();
            await work.PostAsync(Events, past);
            before = await work.ReadAllAsync();
            (await work.AuditAsync()).ShouldBe((Events, "[]"));
            (await host.TerminateAsync()).ShouldBe(0);
        }
        Directory.EnumerateFiles(folder, "*.jsonl.gz", SearchOption.AllDirectories).ShouldBeEmpty("it is off by default");

        await using (var host = await HostProcess.StartAsync(Launch(archives: true), Cancel))
        {
            using var work = new Work(host);
            using var client = host.CreateClient();
            await Scrape.UntilAsync(client, scrape => scrape["funnelgrains_archive_rows_total"] >= Events);
            await ShouldAnswerAsync(work, before, Events);
            await work.PostAsync(Events, past);
            (await work.AuditAsync()).ShouldBe((Events, "[]"), "what was archived before is known");
            await host.KillAsync();
        }

        await CountAnewAsync();
        await using (var host = await HostProcess.StartAsync(Launch(archives: true), Cancel))
        {
            using var work = new Work(host);
            using var client = host.CreateClient();
            await ShouldAnswerAsync(work, before, Events);
            await PostLateAsync(client, past);
            (await work.AuditAsync()).ShouldBe((Events + 1, "[]"), "a late event of an archived lead is counted");
            await ShouldTellOfDamageAsync(client);
        }
    }

    [Fact]
    public async Task A_backup_of_a_host_that_archives_has_its_archive_and_a_restored_one_answers_as_before()
    {
        var (backup, restored, past) = (Path.Combine(folder, "backup"), Path.Combine(folder, "restored"), TimeProvider.System.GetUtcNow().AddDays(-20));
        List<string> before;
        await using (var host = await HostProcess.StartAsync(Launch(archives: true), Cancel))
        {
            using var work = new Work(host);
            using var client = host.CreateClient();
            await work.PostAsync(Events, past);
            await Scrape.UntilAsync(client, scrape => scrape["funnelgrains_archive_rows_total"] >= Events / 2);
            before = await work.ReadAllAsync();

            var end = await HostCommand.RunAsync(ImmutableSortedDictionary<string, string>.Empty, "backup", "--data", Data, "--to", backup);

            end.ExitCode.ShouldBe(0, string.Join('\n', end.Errors));
            await host.KillAsync();
        }

        (await HostCommand.RunAsync(ImmutableSortedDictionary<string, string>.Empty, "restore", "--data", restored, "--from", backup)).ExitCode.ShouldBe(0);
        Directory.EnumerateFiles(Path.Combine(restored, "archive"), "*.jsonl.gz", SearchOption.AllDirectories).ShouldNotBeEmpty();
        await using var again = await HostProcess.StartAsync(new HostLaunch { DataFolder = restored }, Cancel);
        using var same = new Work(again);
        await ShouldAnswerAsync(same, before, Events);
        await same.PostAsync(Events, past);
        (await same.AuditAsync()).ShouldBe((Events, "[]"), "what was archived before is known");
    }

    [Fact]
    public async Task An_installation_that_archived_moves_to_a_database_with_all_of_its_rows()
    {
        var past = TimeProvider.System.GetUtcNow().AddDays(-20);
        List<string> before;
        await using (var host = await HostProcess.StartAsync(Launch(archives: true), Cancel))
        {
            using var work = new Work(host);
            using var client = host.CreateClient();
            await work.PostAsync(Events, past);
            await Scrape.UntilAsync(client, scrape => scrape["funnelgrains_archive_rows_total"] >= Events);
            before = await work.ReadAllAsync();
            (await host.TerminateAsync()).ShouldBe(0);
        }

        await UsePostgresAsync();
        var end = await HostCommand.RunAsync(ImmutableSortedDictionary<string, string>.Empty.Add("ConnectionStrings__FunnelGrains", database!), "migrate", "--data", Data);
        end.ExitCode.ShouldBe(0, string.Join('\n', end.Errors));

        // It archives them again, as it was told to.
        await using var moved = await HostProcess.StartAsync(Launch(archives: true), Cancel);
        using var same = new Work(moved);
        using var scraped = moved.CreateClient();
        await Scrape.UntilAsync(scraped, scrape => scrape["funnelgrains_archive_rows_total"] >= Events);
        await ShouldAnswerAsync(same, before, Events);
    }

    private async Task UsePostgresAsync()
    {
        server = await postgres.ServerAsync();
        database = await server.CreateDatabaseAsync(Cancel);
        Directory.CreateDirectory(Archive);
    }

    private HostLaunch Launch(bool archives)
    {
        var launch = new HostLaunch { DataFolder = Data };
        if (database is not null) launch = launch.With("FunnelGrains__Storage", "postgres").With("ConnectionStrings__FunnelGrains", database).With("FunnelGrains__ArchiveFolder", Archive);
        return archives ? launch.With("FunnelGrains__ArchiveAfter", "1s").With("FunnelGrains__Shard__ArchiveInterval", "100ms") : launch;
    }

    private static async Task ShouldAnswerAsync(Work work, List<string> before, int events)
    {
        var after = await work.ReadAllAsync();
        after.Except(before).Take(3).ShouldBeEmpty(string.Join('\n', before.Except(after).Take(3)));
        after.Count.ShouldBe(before.Count);
        (await work.AuditAsync()).ShouldBe((events, "[]"));
    }

    private static async Task PostLateAsync(HttpClient client, DateTimeOffset past)
    {
        var was = await TouchesAsync(client);
        object late = new { id = "late", type = "lead.touched", lead = "L-0", occurredAt = past.AddSeconds(-1), data = new { channel = "call" } };
        using var answer = await client.PostAsJsonAsync("/api/v1/events", new[] { late }, Cancel);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("accepted").GetInt32().ShouldBe(1);
        (await TouchesAsync(client)).ShouldBe(was + 1);
    }

    private static async Task<int> TouchesAsync(HttpClient client)
    {
        var lead = await client.GetFromJsonAsync<JsonElement>("/api/v1/leads/L-0", Cancel);
        return lead.GetProperty("timeline").EnumerateArray().Count(entry => entry.GetProperty("type").GetString() == "lead.touched");
    }

    private async Task ShouldTellOfDamageAsync(HttpClient client)
    {
        // The block of the first leads of its shard.
        var file = Directory.EnumerateFiles(Archive, "1-*", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        var audit = await client.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancel);

        audit.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem().ToString().ShouldContain(Path.GetFileName(file));
        using var fresh = await client.PostAsJsonAsync("/api/v1/events", Enumerable.Range(0, 50).Select(n => new { type = "lead.captured", lead = $"fresh-{n}", id = "1", data = new { source = "ads" } }), Cancel);
        fresh.StatusCode.ShouldBe(HttpStatusCode.OK, "what needs no archived row goes on");
    }

    /// <summary>Takes away all that was counted.</summary>
    private async Task CountAnewAsync()
    {
        if (database is null)
        {
            foreach (var file in Directory.EnumerateFiles(Data, "read.db*")) File.Delete(file);
            return;
        }
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using (var left = new NpgsqlCommand("SELECT count(*) FROM journal", connection))
            ((long)(await left.ExecuteScalarAsync(Cancel))!).ShouldBeLessThan(Events / 2, "they are in files now");
        await using var forget = new NpgsqlCommand("TRUNCATE checkpoint, funnel_cells, leads, open_clocks, breaches", connection);
        await forget.ExecuteNonQueryAsync(Cancel);
    }
}
