using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using FunnelGrains.Cluster.Tests.Crash;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>
/// A client of one web node that posts its batches at a pace, later ones catching up, and repeats what got no answer, same ids again; while its node is away it goes to the
/// next one.
/// </summary>
internal sealed class ChaosClient(int number, IReadOnlyList<HostNode> webs, ShardTraffic traffic, Acknowledgements acknowledged)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AwayFromHome = TimeSpan.FromSeconds(3);

    private int node = number % webs.Count;
    private long leftHome;

    /// <summary>Posts all batches, one every <paramref name="pace"/>.</summary>
    public async Task PostAsync(IEnumerable<ImmutableArray<PlannedEvent>> batches, TimeSpan pace, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) })
        {
            Timeout = TimeSpan.FromSeconds(15),
            DefaultRequestHeaders = { Authorization = new("Bearer", webs[0].AdminKey) },
        };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var clock = Stopwatch.StartNew();
        var n = 0;
        foreach (var batch in batches)
        {
            while (clock.Elapsed < pace * n) await tick.WaitForNextTickAsync(cancel);
            n++;
            await PostUntilStoredAsync(http, batch, cancel);
        }
    }

    private async Task PostUntilStoredAsync(HttpClient http, ImmutableArray<PlannedEvent> batch, CancellationToken cancel)
    {
        using var breath = new PeriodicTimer(Breath);
        traffic.Begins(number);
        for (var left = batch; ;)
        {
            left = await TryAsync(http, left, cancel);
            if (left.IsEmpty) return;
            await breath.WaitForNextTickAsync(cancel);
        }
    }

    /// <returns>The events that are not known to be stored.</returns>
    private async Task<ImmutableArray<PlannedEvent>> TryAsync(HttpClient http, ImmutableArray<PlannedEvent> events, CancellationToken cancel)
    {
        var home = number % webs.Count;
        if (node != home && Stopwatch.GetElapsedTime(leftHome) > AwayFromHome) node = home;
        var web = webs[node];
        try
        {
            using var body = new StringContent($"[{string.Join(',', events.Select(e => e.Json))}]", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(web.Address, "/api/v1/events"), body, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
                ? Sort(web, events, answer.StatusCode, text)
                : throw new InvalidOperationException($"Unexpected answer {(int)answer.StatusCode} of {web.Name}: {text}");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            traffic.Failed(web.Name, lost.GetBaseException().Message);
            (node, leftHome) = ((node + 1) % webs.Count, Stopwatch.GetTimestamp());
            return events;
        }
    }

    private ImmutableArray<PlannedEvent> Sort(HostNode web, ImmutableArray<PlannedEvent> events, HttpStatusCode code, string text)
    {
        var answer = BatchAnswer.Read(events, code, text);
        acknowledged.Add(answer.Stored);
        if (code == HttpStatusCode.OK) traffic.Accepted(number);
        else traffic.Failed(web.Name, string.Create(CultureInfo.InvariantCulture, $"{(int)code}"));
        return answer.Again;
    }
}
