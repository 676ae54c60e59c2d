using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>Posts bodies to a real host, a fixed number of them at the same time, each over its own connection.</summary>
internal sealed class HttpLoad(HostProcess host, int clients)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly Uri Events = new("/api/v1/events", UriKind.Relative);

    /// <summary>Posts all bodies; every event must be accepted.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> PostAsync(byte[][] bodies, int events, CancellationToken cancel)
    {
        using var http = host.CreateClient();
        var (next, accepted) = (-1, 0);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => ClientAsync()));
        var took = clock.Elapsed;
        return accepted == events ? took : throw new InvalidOperationException($"{accepted} of {events} events were accepted");

        async Task ClientAsync()
        {
            for (int mine; (mine = Interlocked.Increment(ref next)) < bodies.Length;) Interlocked.Add(ref accepted, await OneAsync(http, bodies[mine], cancel));
        }
    }

    private static async Task<int> OneAsync(HttpClient http, byte[] body, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        using var answer = await http.PostAsync(Events, content, cancel);
        var text = await answer.Content.ReadAsByteArrayAsync(cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(text)}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("accepted").GetInt32();
    }
}
