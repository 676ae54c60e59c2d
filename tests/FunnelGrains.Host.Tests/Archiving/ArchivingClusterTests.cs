using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FunnelGrains.Host.Tests.Operations;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Host.Tests.Archiving;

/// <summary>Two silos share one folder of archived rows, and are killed by turns while they fill it: every event stays counted once.</summary>
public sealed class ArchivingClusterTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const int Rounds = 4;
    private const int EventsARound = 2_000;

    private readonly string archive = Directory.CreateTempSubdirectory("funnelgrains-shared-").FullName;
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
        Directory.Delete(archive, recursive: true);
        if (server is not null) await server.DropDatabaseAsync(database, CancellationToken.None);
    }

    [Fact]
    public async Task Silos_that_are_killed_while_they_archive_lose_nothing_and_find_what_the_other_archived()
    {
        await using var cluster = HostCluster.Start(database, 2, 1, new HostLaunch()
            .With("FunnelGrains__ArchiveFolder", archive).With("FunnelGrains__ArchiveAfter", "1s").With("FunnelGrains__Shard__ArchiveInterval", "100ms"));
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        using var http = new HttpClient { BaseAddress = cluster.Webs[0].Address, DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) } };
        for (var round = 0; round < Rounds; round++)
        {
            await PostAsync(http, round);
            await ArchivedAsync((round * EventsARound) + (EventsARound / 2));
            cluster.Silos[round % 2].Kill();
            // Late events of leads whose first ones are archived, while their shards look for a new owner.
            await PostAsync(http, round, late: true);
            await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        }

        await PostAsync(http, 0);
        using var audit = JsonDocument.Parse(await GetAsync(http, "/api/v1/audit"));
        audit.RootElement.GetProperty("differences").ToString().ShouldBe("[]");
        audit.RootElement.GetProperty("events").GetInt64().ShouldBe(Rounds * (EventsARound + Leads(EventsARound)));
    }

    private static int Leads(int events) => events / 4;

    /// <summary>Sends a round's events, the same ids again until all are stored: four a lead, or a late one a lead.</summary>
    private static async Task PostAsync(HttpClient http, int round, bool late = false)
    {
        var at = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        var lines = Enumerable.Range(0, late ? Leads(EventsARound) : EventsARound).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"{{{(late ? "late" : n)}}}","type":"lead.touched","lead":"L-{{{round}}}-{{{(late ? n : n / 4)}}}","occurredAt":"{{{at.AddMinutes(late ? -n : n):yyyy-MM-ddTHH:mm:ssZ}}}","data":{"channel":"call"} }"""));
        var body = string.Join('\n', lines);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
            using var answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content, Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync(Cancel));
        }
        while (await tick.WaitForNextTickAsync(Cancel));
    }

    private static async Task<string> GetAsync(HttpClient http, string path)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) return await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    /// <summary>Comes back when so many rows are archived.</summary>
    private async Task ArchivedAsync(long rows)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            await using var archived = new NpgsqlCommand("SELECT coalesce(sum(last - first + 1), 0)::bigint FROM archived_segments", connection);
            if (await archived.ExecuteScalarAsync(Cancel) is long found && found >= rows) return;
            await tick.WaitForNextTickAsync(Cancel);
        }
    }
}
