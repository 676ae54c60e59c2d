using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Postgres;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>The database of a cluster goes down under a web node whose grains live in another process.</summary>
public sealed class DatabaseOutageTests
{
    private static readonly string[] Questions = ["/api/v1/funnel", "/api/v1/leads", "/api/v1/breaches", "/api/v1/audit"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_while_the_database_is_down_is_told_to_come_again_and_is_answered_when_it_is_back()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        await using var cluster = HostCluster.Start(await server.CreateDatabaseAsync(Cancel), 1, 1, new HostLaunch());
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), Cancel);
        using var http = new HttpClient { BaseAddress = cluster.Webs[0].Address, DefaultRequestHeaders = { Authorization = new("Bearer", cluster.Webs[0].AdminKey) } };
        (await CaptureAsync(http)).ShouldBe(HttpStatusCode.OK);

        await server.StopAsync(Cancel);
        foreach (var question in Questions)
        {
            using var answer = await http.GetAsync(new Uri(question, UriKind.Relative), Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{question}: {await answer.Content.ReadAsStringAsync(Cancel)}");
            answer.Headers.RetryAfter.ShouldNotBeNull(question);
        }

        await server.StartAsync(Cancel);
        await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(1), Cancel);
        (await CaptureAsync(http)).ShouldBe(HttpStatusCode.OK);
        var funnel = await http.GetFromJsonAsync<JsonElement>("/api/v1/funnel", Cancel);
        funnel.GetProperty("captured").GetInt64().ShouldBe(1);
        cluster.Nodes.SelectMany(node => node.Ends).ShouldBeEmpty();
    }

    private static async Task<HttpStatusCode> CaptureAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/events", UriKind.Relative), new { id = "a", type = "lead.captured", lead = "L-1" }, Cancel);
        return answer.StatusCode;
    }
}
