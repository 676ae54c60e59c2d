using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Benchmarks.Agreements;

/// <summary>Leads with one open clock and three events each; the draft doubles the clause's target and takes the open clocks.</summary>
internal sealed class PreviewBenchmark(int clocks, int rounds)
{
    private const int Batch = 5_000;

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var host = await HostProcess.StartAsync(cancel: cancel);
        using var client = host.CreateClient();
        for (var first = 0; first < clocks; first += Batch) await PostAsync(client, Lines(first, Math.Min(Batch, clocks - first)), cancel);
        await DraftAsync(client, cancel);
        var (times, waits) = (new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var meanwhile = PostMeanwhileAsync(client, waits, round, stop.Token);
            var began = Stopwatch.GetTimestamp();
            var preview = await SendAsync(client, HttpMethod.Post, "/api/v1/agreement/draft/preview", "{}", "application/json", cancel);
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await stop.CancelAsync();
            await meanwhile;
            Say($"round {round}: {preview.GetProperty("open").GetInt32():N0} open clocks, {preview.GetProperty("moving").GetInt32():N0} would move, {preview.GetProperty("dueChanging").GetInt32():N0} dues change, in {times[^1]:0.00} s");
        }

        waits.Sort();
        Say($"median {times.Order().ElementAt(times.Count / 2):0.00} s; {waits.Count:N0} posts meanwhile, p50 {waits[waits.Count / 2]:0.0} ms, p99 {waits[waits.Count * 99 / 100]:0.0} ms; host {host.WorkingSet / 1048576:N0} MB");
    }

    private static async Task PostMeanwhileAsync(HttpClient client, List<double> waits, int round, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await PostAsync(client, FormattableString.Invariant($$"""{"type":"lead.captured","lead":"M-{{round}}-{{n}}"}"""), CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    private static string Lines(int first, int count)
    {
        var (lines, at) = (new StringBuilder(), TimeProvider.System.GetUtcNow().AddMinutes(-10).ToString("O", CultureInfo.InvariantCulture));
        for (var n = first; n < first + count; n++)
            foreach (var (type, data) in new[] { ("lead.captured", "\"source\":\"ads\""), ("lead.stage_changed", "\"stage\":\"mql\""), ("lead.assigned", "\"owner\":\"ana\"") })
                lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{type}\",\"type\":\"{type}\",\"lead\":\"L-{n}\",\"occurredAt\":\"{at}\",\"data\":{{{data}}}}}\n");
        return lines.ToString();
    }

    private static async Task DraftAsync(HttpClient client, CancellationToken cancel)
    {
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/agreement", UriKind.Relative), cancel))!.AsObject();
        document["clauses"]![0]!["target"]!["n"] = 8;
        document["scope"] = "open_clocks";
        await SendAsync(client, HttpMethod.Put, "/api/v1/agreement/draft", document.ToJsonString(), "application/json", cancel);
    }

    private static Task<JsonElement> PostAsync(HttpClient client, string lines, CancellationToken cancel) => SendAsync(client, HttpMethod.Post, "/api/v1/events", lines, "application/x-ndjson", cancel);

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, string body, string type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        using var answer = await client.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
