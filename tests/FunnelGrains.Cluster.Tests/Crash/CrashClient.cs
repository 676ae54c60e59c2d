using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;

namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>A client that posts its batches at a pace and repeats what got no answer, for as long as it takes.</summary>
internal sealed class CrashClient(Uri address, string key, Acknowledgements acknowledged)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>Posts all batches, the first at once and one every <paramref name="pace"/> after it; later ones catch up.</summary>
    public async Task PostAsync(ImmutableArray<ImmutableArray<PlannedEvent>> batches, TimeSpan pace, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(15),
            DefaultRequestHeaders = { Authorization = new("Bearer", key) },
        };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < batches.Length; n++)
        {
            while (clock.Elapsed < pace * n)
            {
                await tick.WaitForNextTickAsync(cancel);
            }
            await PostUntilAnsweredAsync(http, batches[n], cancel);
        }
    }

    private async Task PostUntilAnsweredAsync(HttpClient http, ImmutableArray<PlannedEvent> batch, CancellationToken cancel)
    {
        using var breath = new PeriodicTimer(Breath);
        for (var left = batch; ;)
        {
            left = await TryAsync(http, left, cancel);
            if (left.IsEmpty)
            {
                return;
            }
            await breath.WaitForNextTickAsync(cancel);
        }
    }

    /// <returns>The events that are not known to be stored.</returns>
    private async Task<ImmutableArray<PlannedEvent>> TryAsync(HttpClient http, ImmutableArray<PlannedEvent> events, CancellationToken cancel)
    {
        try
        {
            using var body = new StringContent($"[{string.Join(',', events.Select(e => e.Json))}]", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable => Sort(events, answer.StatusCode, text),
                HttpStatusCode.TooManyRequests => events,
                _ => throw new InvalidOperationException($"Unexpected answer {(int)answer.StatusCode}: {text}"),
            };
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return events;
        }
    }

    private ImmutableArray<PlannedEvent> Sort(ImmutableArray<PlannedEvent> events, HttpStatusCode code, string text)
    {
        var answer = BatchAnswer.Read(events, code, text);
        acknowledged.Add(answer.Stored);
        return answer.Again;
    }
}
