using System.Collections.Concurrent;
using System.Net;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace FunnelGrains.Web.Tests.Admission;

/// <summary>When the server cannot or will not take events now: it says so, says when to come again, and loses nothing that it acknowledged.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public async Task A_key_beyond_its_rate_waits_and_other_keys_do_not()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__RatePerKey", "1"));
        using var client = host.CreateClient();
        var lead = Answers.NewLead();
        (await client.PostEventsAsync(Array(lead, 0, 1_000))).Counts.ShouldBe((1_000, 0, 0));
        var refused = await client.PostEventsAsync(Array(lead, 1_000, 600));
        refused.ShouldBeProblem(HttpStatusCode.TooManyRequests);
        refused.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(400), TimeSpan.FromSeconds(600));
        (await client.TimelineAsync(lead)).Count.ShouldBe(1_000);
        var stream = await client.PostEventsAsync(Lines(lead, 1_000, 600), "application/x-ndjson");
        stream.ShouldBeProblem(HttpStatusCode.TooManyRequests);

        var made = await client.PostAsync("/api/v1/keys", """{"name":"other","scopes":["ingest"]}""");
        using var other = host.CreateClient(made.Json.GetProperty("text").GetString());
        var parted = await other.PostEventsAsync(Lines(lead, 1_000, 2_000), "application/x-ndjson");
        parted.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        parted.Message.Headers.RetryAfter.ShouldNotBeNull();
        parted.Counts.ShouldBe((1_000, 0, 0));
        parted.Statuses.ShouldAllBe(status => status == "retry");
        (await client.TimelineAsync(lead)).Count.ShouldBe(2_000);
    }

    [Fact]
    public async Task A_stream_of_which_a_part_was_taken_tells_of_each_event_that_is_to_be_sent_again()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__RatePerKey", "1"));
        using var client = host.CreateClient();
        var answer = await client.PostEventsAsync(Lines(Answers.NewLead(), 0, 5_000), "application/x-ndjson");
        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Counts.ShouldBe((1_000, 0, 0));
        answer.Statuses.ShouldAllBe(status => status == "retry");
        answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("index").GetInt32()).ShouldBe(Enumerable.Range(1_000, 4_000));
    }

    [Fact]
    public async Task While_the_journal_is_locked_events_are_put_off_and_afterwards_taken()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var lead = Answers.NewLead();
        (await client.PostEventsAsync(Array(lead, 0, 10))).Counts.ShouldBe((10, 0, 0));
        Answer locked;
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(host.DataFolder, "journal.db"), Pooling = false }.ToString()))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            locked = await client.PostEventsAsync(Array(lead, 0, 20));
        }

        locked.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        locked.Message.Headers.RetryAfter.ShouldNotBeNull();
        (await host.UntilAsync(client, Array(lead, 0, 20))).Counts.ShouldBe((10, 10, 0));
        (await client.AskAsync("/api/v1/audit")).Json.GetProperty("differences").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_was_acknowledged_while_the_server_shut_down_is_there_when_it_is_back()
    {
        var folder = Directory.CreateTempSubdirectory("funnelgrains-shutdown-").FullName;
        try
        {
            var acknowledged = new ConcurrentDictionary<string, byte>();
            var odd = new ConcurrentBag<string>();
            await using (var host = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder }))
            {
                using var client = host.CreateClient();
                var enough = new TaskCompletionSource();
                var senders = Enumerable.Range(0, 8).Select(sender => SendAsync(client, sender, acknowledged, odd, enough)).ToList();
                await enough.Task;
                (await host.TerminateAsync()).ShouldBe(0);
                await Task.WhenAll(senders);
                host.Lines.Errors.ShouldBeEmpty();
            }

            odd.ShouldBeEmpty();
            await using var again = await HostProcess.StartAsync(new HostLaunch { DataFolder = folder });
            using var reader = again.CreateClient();
            var there = new HashSet<string>(StringComparer.Ordinal);
            for (var sender = 0; sender < 8; sender++) there.UnionWith(await reader.TimelineAsync($"L-{sender}"));
            acknowledged.Keys.Where(id => !there.Contains(id)).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendAsync(HttpClient client, int sender, ConcurrentDictionary<string, byte> acknowledged, ConcurrentBag<string> odd, TaskCompletionSource enough)
    {
        for (var i = 0; i < 5_000; i++)
        {
            var id = $"{sender}-{i}";
            try
            {
                var answer = await client.PostEventsAsync($$$"""{"id":"{{{id}}}","type":"lead.touched","lead":"L-{{{sender}}}","data":{"channel":"call"}}""");
                if (answer.Status == HttpStatusCode.OK) acknowledged[id] = 0;
                else if (answer.Status != HttpStatusCode.ServiceUnavailable) odd.Add($"{answer.Status} {answer.Json}");
                if (acknowledged.Count > 400) enough.TrySetResult();
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static string Event(string lead, int id) => $$$"""{"id":"{{{id}}}","type":"lead.touched","lead":"{{{lead}}}","data":{"channel":"call"}}""";

    private static string Array(string lead, int from, int count) => $"[{string.Join(',', Enumerable.Range(from, count).Select(id => Event(lead, id)))}]";

    private static string Lines(string lead, int from, int count) => string.Join('\n', Enumerable.Range(from, count).Select(id => Event(lead, id)));
}
