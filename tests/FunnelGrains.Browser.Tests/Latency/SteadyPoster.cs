using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>Posts one new MQL after the other at a fixed rate, whether or not the answers keep up.</summary>
internal sealed class SteadyPoster(HostProcess host, int perSecond)
{
    private readonly ConcurrentBag<Posted> posted = [];
    private int begun;

    /// <summary>What was answered.</summary>
    public IReadOnlyCollection<Posted> Answered => posted;

    /// <summary>Posts for a time and waits for all answers.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64 };
        using var client = new HttpClient(handler) { BaseAddress = host.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.AdminKey);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var clock = Stopwatch.StartNew();
        List<Task> answers = [];
        while (clock.Elapsed < time && await ticks.WaitForNextTickAsync())
        {
            var due = (int)(clock.Elapsed.TotalSeconds * perSecond);
            while (answers.Count < due) answers.Add(PostAsync(client, answers.Count));
        }
        await Task.WhenAll(answers);
    }

    private async Task PostAsync(HttpClient client, int n)
    {
        Interlocked.Increment(ref begun);
        var sent = Moment.Now;
        var body = new { id = $"e-{n}", type = "lead.stage_changed", lead = $"live-{n}", data = new { stage = "mql" } };
        using var answer = await client.PostAsJsonAsync("/api/v1/events", body);
        // All that was begun by now is at least this event and all that were answered before it.
        var (answered, before) = (Moment.Now, Volatile.Read(ref begun));
        answer.EnsureSuccessStatusCode();
        posted.Add(new(sent, answered, before));
    }

    /// <summary>One POST.</summary>
    /// <param name="Sent">When it began.</param>
    /// <param name="At">When its answer was there.</param>
    /// <param name="Begun">How many POSTs had begun by then: a board that shows so many shows this one.</param>
    internal sealed record Posted(double Sent, double At, int Begun);
}
