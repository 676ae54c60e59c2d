using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests;

/// <summary>Posts single events to a host and reads what it counted.</summary>
internal sealed class Poster(HostProcess host) : IDisposable
{
    private readonly HttpClient http = host.CreateClient();

    /// <summary>Posts the capture of a lead.</summary>
    /// <returns>The answer's status, and after how long it is to be tried again.</returns>
    public async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> CaptureAsync(string lead, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri("/api/v1/events", UriKind.Relative), new { id = $"{lead}-captured", type = "lead.captured", lead }, cancel);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    /// <summary>How many leads were ever captured.</summary>
    public async Task<long> CapturedAsync(CancellationToken cancel)
    {
        var funnel = await http.GetFromJsonAsync<JsonElement>("/api/v1/funnel?from=2020-01-01&to=2100-01-01", cancel);
        return funnel.GetProperty("captured").GetInt64();
    }

    /// <summary>What differs between the counts and the journal folded from nothing.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken cancel)
    {
        var audit = await http.GetFromJsonAsync<JsonElement>("/api/v1/audit", cancel);
        return [.. audit.GetProperty("differences").EnumerateArray().Select(difference => difference.ToString())];
    }

    public void Dispose() => http.Dispose();
}
