using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.BadInput;

/// <summary>A real host with 176 MB for its heap, as in a small container: what would need more is refused, or put off while others are served, and nothing breaks.</summary>
public sealed class LittleMemoryTests
{
    private static readonly HostLaunch Little = new HostLaunch().With("DOTNET_GCHeapHardLimit", "B000000");

    [Fact]
    public async Task Small_bodies_that_become_large_are_refused_or_put_off_and_events_are_taken_afterwards()
    {
        await using var host = await HostProcess.StartAsync(Little);
        using var client = host.CreateClient();
        var wrong = new ConcurrentBag<string>();
        foreach (var (kind, bomb) in Bombs.All)
        {
            // Alone it is refused for good: who is told to come again would come for ever.
            var alone = await client.PostAsync(bomb.Path, bomb.Octets, bomb.Type, bomb.Headers);
            if (alone.Status is not (HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity)) wrong.Add($"{kind}, alone: {alone.Status} {alone.Json}");
            await Parallel.ForEachAsync(Enumerable.Range(0, 6), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, _) =>
            {
                var answer = await client.PostAsync(bomb.Path, bomb.Octets, bomb.Type, bomb.Headers);
                if (answer.Status is not (HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.ServiceUnavailable))
                    wrong.Add($"{kind}: {answer.Status} {answer.Json}");
                else if (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Message.Headers.RetryAfter is null) wrong.Add($"{kind}: 503 without Retry-After");
            });
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong.Take(20)));
        // Of nearly the longest kind: it needs most of the budget, so all that was taken is back.
        (await host.UntilAsync(client, """{"id":"1","type":"lead.captured","lead":"good"}""".PadRight(4_900_000))).Counts.ShouldBe((1, 0, 0));
        (await client.AskAsync("/api/v1/funnel")).Json.GetProperty("captured").GetInt32().ShouldBe(1);
        host.Lines.Output.Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("more memory than there is", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_alone_is_taken_though_it_is_as_long_as_bodies_may_be()
    {
        await using var host = await HostProcess.StartAsync(Little);
        using var client = host.CreateClient();
        var data = string.Join(',', Enumerable.Range(0, 50).Select(name => $"\"a{name}\":\"{new string('x', 84)}\""));
        var events = string.Join(',', Enumerable.Range(0, 1_000).Select(place => $"{{\"id\":\"{place}\",\"type\":\"lead.updated\",\"lead\":\"L-{place % 10}\",\"data\":{{{data}}}}}"));
        var body = $"[{events}]";
        body.Length.ShouldBeInRange(4_500_000, 5_000_000);
        (await host.UntilAsync(client, body)).Counts.ShouldBe((1_000, 0, 0));
    }

    [Fact]
    public async Task While_others_bodies_are_at_hand_a_further_one_is_put_off_and_taken_when_they_are_done()
    {
        await using var host = await HostProcess.StartAsync(Little);
        using var client = host.CreateClient();
        const string one = """{"id":"1","type":"lead.captured","lead":"good"}""";
        (await host.UntilAsync(client, one)).Status.ShouldBe(HttpStatusCode.OK);

        // Each stream holds 2 MB of the 24 MB that there are, for as long as it lasts.
        using var patient = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = host.BaseAddress };
        patient.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        var end = new TaskCompletionSource();
        var streams = Enumerable.Range(0, 12).Select(place => new SlowLines(patient, $$"""{"id":"1","type":"lead.captured","lead":"slow-{{place}}"}""", end.Task)).ToList();
        await Task.WhenAll(streams.Select(stream => stream.IsRead));
        var answer = await client.PostEventsAsync(one.PadRight(2_000_000));
        answer.ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
        answer.Message.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await client.PostEventsAsync(one, "application/x-ndjson")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
        end.SetResult();
        foreach (var stream in streams) (await stream.Answer).ShouldBe(HttpStatusCode.OK);
        (await client.PostEventsAsync(one.PadRight(2_000_000))).Counts.ShouldBe((0, 1, 0));
    }

    /// <summary>A stream whose last line comes when it is told to.</summary>
    private sealed class SlowLines : HttpContent
    {
        private readonly TaskCompletionSource read = new();
        private readonly string line;
        private readonly Task end;

        public SlowLines(HttpClient client, string line, Task end)
        {
            (this.line, this.end) = (line, end);
            Headers.ContentType = new("application/x-ndjson");
            Answer = PostAsync(client);
        }

        public Task<HttpStatusCode> Answer { get; }

        /// <summary>Completes when the server asks for the body.</summary>
        public Task IsRead => read.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // The server has asked for it, with a 100 Continue.
            read.SetResult();
            await end;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private async Task<HttpStatusCode> PostAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = this };
            request.Headers.ExpectContinue = true;
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
