using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>Sends each of its batches again until it is stored, when it is told to, and holds every answer that puts it off to the contract.</summary>
internal sealed class PatientClient(Uri address, string key) : IDisposable
{
    public const int EventsABatch = 200;

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(3), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
    private readonly TaskCompletionSource putOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int batches;
    private int stored;
    private int refusals;

    /// <summary>How many events were acknowledged.</summary>
    public int Stored => Volatile.Read(ref stored);

    /// <summary>How often it was told to come again.</summary>
    public int Refusals => Volatile.Read(ref refusals);

    /// <summary>Completes when it is first told to come again.</summary>
    public Task PutOff => putOff.Task;

    /// <summary>Posts a batch of new leads; returns when all of it is acknowledged.</summary>
    public async Task PostAsync(CancellationToken cancel)
    {
        var batch = Interlocked.Increment(ref batches);
        var left = Enumerable.Range(0, EventsABatch)
            .Select(n => PlannedEvent.Of(string.Create(CultureInfo.InvariantCulture, $"L-{batch}-{n}"), 0, "lead.captured", "{}")).ToImmutableArray();
        while (true)
        {
            using var body = new StringContent($"[{string.Join(',', left.Select(e => e.Json))}]", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable);
            var (done, again) = answer.StatusCode == HttpStatusCode.TooManyRequests ? new BatchAnswer([], left) : BatchAnswer.Read(left, answer.StatusCode, text);
            Interlocked.Add(ref stored, done.Count);
            if (again.IsEmpty) return;
            left = again;
            Interlocked.Increment(ref refusals);
            putOff.TrySetResult();
            var after = answer.Headers.RetryAfter.ShouldNotBeNull(text).Delta.ShouldNotBeNull();
            await Task.Delay(after, TimeProvider.System, cancel);
        }
    }

    /// <summary>Reads something.</summary>
    public async Task<HttpStatusCode> ReadAsync(string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
