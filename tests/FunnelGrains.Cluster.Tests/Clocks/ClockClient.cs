using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using FunnelGrains.Cluster.Tests.Crash;
using FunnelGrains.Testing.Processes;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Clocks;

/// <summary>Posts events without a time, and knows between which instants of the database's clock each was posted.</summary>
internal sealed class ClockClient(DatabaseClock clock) : IDisposable
{
    /// <summary>
    /// What a measured clock may be off on a machine at its limit. The clocks under test are off by ten times as much and more.
    /// </summary>
    public static readonly Duration Exact = Duration.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Uri Events = new("/api/v1/events", UriKind.Relative);
    private readonly HttpClient http = new();
    private readonly ConcurrentDictionary<string, (Instant Before, Instant After)> posted = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many were posted.</summary>
    public int Count => posted.Count;

    /// <summary>Posts a lead that becomes an MQL now, again until it is stored.</summary>
    public async Task QualifyAsync(HostNode web, string lead)
    {
        var before = await clock.NowAsync(Cancel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await PostAsync(web, new { id = lead, type = "lead.stage_changed", lead, data = new { stage = "mql" } }) is var status && status != HttpStatusCode.OK)
        {
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await tick.WaitForNextTickAsync(Cancel);
        }
        posted[lead] = (before, await clock.NowAsync(Cancel));
    }

    /// <summary>Posts a lead that was captured so long from now by the database's clock.</summary>
    public async Task<HttpStatusCode> CaptureAsync(HostNode web, string lead, Duration ahead) => await PostAsync(
        web, new { id = lead, type = "lead.captured", lead, occurredAt = (await clock.NowAsync(Cancel) + ahead).ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) });

    /// <summary>Every event has the instant at which it was posted, by the database's clock.</summary>
    public async Task EveryEventHasItsInstantAsync()
    {
        var rows = (await clock.EventsAsync(Cancel)).Where(row => posted.ContainsKey(row.Id)).ToList();
        rows.Count.ShouldBe(posted.Count);
        foreach (var row in rows)
        {
            var (before, after) = posted[row.Id];
            row.OccurredAt.ShouldBeInRange(before - Exact, after + Exact, $"{row.Id} occurred");
            row.ReceivedAt.ShouldBeInRange(before - Exact, after + Exact, $"{row.Id} was received");
        }
    }

    /// <summary>Waits for the announcement of each broken promise, and looks at its time. One that was past due before its event came is silent.</summary>
    /// <param name="latest">What is too late: as late as a node that goes by its own clock would be.</param>
    /// <returns>How late the latest was, by the database's clock.</returns>
    public async Task<Duration> EveryBreachIsToldAndNoneEarlyAsync(Duration latest)
    {
        var due = (await clock.EventsAsync(Cancel)).Where(row => posted.ContainsKey(row.Id))
            .Where(row => row.ReceivedAt <= row.OccurredAt + ShortPromises.Within).ToDictionary(row => row.Lead, row => row.OccurredAt + ShortPromises.Within);
        due.ShouldNotBeEmpty();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var waits = Stopwatch.StartNew(); clock.Seen.Count < due.Count && waits.Elapsed < Patience;) await tick.WaitForNextTickAsync(Cancel);
        var announced = await clock.AnnouncedAsync(Cancel);
        announced.Select(row => row.Lead).ShouldBe(due.Keys, ignoreOrder: true);
        foreach (var row in announced)
        {
            row.Due.ShouldBe(due[row.Lead], row.Lead);
            row.OccurredAt.ShouldBeGreaterThanOrEqualTo(row.Due, $"{row.Lead}, as announced");
            clock.Seen[row.Id].ShouldBeInRange(row.Due - Exact, row.Due + latest, $"{row.Lead}, as seen");
        }
        return announced.Max(row => clock.Seen[row.Id] - row.Due);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpStatusCode> PostAsync(HostNode web, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(web.Address, Events)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", web.AdminKey);
        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
