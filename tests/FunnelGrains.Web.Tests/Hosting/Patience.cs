using System.Net;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Web.Tests.Hosting;

internal static class Patience
{
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
