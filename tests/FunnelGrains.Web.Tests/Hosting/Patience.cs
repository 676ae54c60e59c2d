using System.Net;
using System.Text.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Web.Tests.Hosting;

internal static class Patience
{
    /// <summary>Asks again and again until the answer is the one that must come, as who looks at a list does.</summary>
    public static async Task<Answer> AskUntilAsync(this HttpClient client, string path, Func<JsonElement, bool> expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await client.AskAsync(path);
            if (expected(answer.Json)) return answer;
            if (patience.IsCancellationRequested) throw new TimeoutException($"{path} stays {answer.Json}");
            await rounds.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Posts a body again and again, as senders do who are told to, until it is taken.</summary>
    public static async Task<Answer> UntilAsync(this HostProcess host, HttpClient client, string body)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await client.PostEventsAsync(body);
            if (answer.Status != HttpStatusCode.ServiceUnavailable) return answer;
            if (patience.IsCancellationRequested) throw new TimeoutException(host.Lines.ToString());
            await rounds.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
