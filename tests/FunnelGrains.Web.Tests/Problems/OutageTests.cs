using System.Net;
using System.Text.Json;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace FunnelGrains.Web.Tests.Problems;

/// <summary>What cannot be answered now is a 503 with a time to come again; a 500 is a fault of ours.</summary>
public sealed class OutageTests
{
    public static TheoryData<Exception> Passing => [
        new ShardGoneException("default/1"), new SiloUnavailableException(), new OrleansException("any other"),
        new TimeoutException(), new JournalUnavailableException("locked"), new ReadModelUnavailableException("locked"), new TaskCanceledException(), new OutOfMemoryException(),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task What_passes_is_put_off(Exception passing)
    {
        var context = Context();
        (await Outage().TryHandleAsync(context, passing, CancellationToken.None)).ShouldBeTrue();
        context.Response.StatusCode.ShouldBe(StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.RetryAfter.ToString().ShouldBe("1");
        context.Response.ContentType.ShouldStartWith("application/problem+json");
        context.Response.Body.Position = 0;
        (await JsonSerializer.DeserializeAsync<JsonElement>(context.Response.Body)).GetProperty("status").GetInt32().ShouldBe(503);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(NullReferenceException))]
    public async Task What_is_wrong_with_the_program_stays_a_500_that_is_logged(Type wrong) =>
        (await Outage().TryHandleAsync(Context(), (Exception)Activator.CreateInstance(wrong)!, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task While_a_shard_cannot_be_opened_reads_are_put_off_and_answered_again_afterwards()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        const string one = """{"id":"1","type":"lead.captured","lead":"L-1"}""";
        (await host.UntilAsync(client, one)).Counts.ShouldBe((1, 0, 0));
        string[] reads = ["funnel", "funnel?by=source", "leads", "leads/L-1", "breaches", "audit"];
        var statuses = new HashSet<HttpStatusCode>();
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(host.DataFolder, "journal.db"), Pooling = false }.ToString()))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            // The shard drops its memory, and the next activation cannot claim its place in the journal.
            (await client.PostEventsAsync(one.Replace("\"1\"", "\"2\"", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            foreach (var read in reads)
            {
                var answer = await client.AskAsync($"/api/v1/{read}");
                statuses.Add(answer.Status);
                if (answer.Status == HttpStatusCode.OK) continue;
                answer.ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
                answer.Message.Headers.RetryAfter.ShouldNotBeNull(read);
            }
        }

        statuses.ShouldContain(HttpStatusCode.ServiceUnavailable);
        (await host.UntilAsync(client, one)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var read in reads) (await client.AskAsync($"/api/v1/{read}")).Status.ShouldBe(HttpStatusCode.OK, read);
    }

    private static DefaultHttpContext Context()
    {
        var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        return new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };
    }

    private static Outage Outage() => new(new Life(), NullLogger<Outage>.Instance);

    private sealed class Life : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
