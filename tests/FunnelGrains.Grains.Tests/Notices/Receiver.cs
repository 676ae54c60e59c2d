using System.Collections.Concurrent;
using System.Net;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>What a receiver was sent.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Headers">Lower-case names.</param>
/// <param name="Body">As it came.</param>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];
}

/// <summary>A real receiver on loopback.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Received> received = new();
    private readonly CancellationTokenSource closed = new();
    private readonly Task serving;

    public Receiver()
    {
        Port = FreePort.Next();
        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Prefixes.Add($"http://localhost:{Port}/");
        listener.Start();
        serving = ServeAsync();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}/hook";

    /// <summary>Everything that came, in its order.</summary>
    public IReadOnlyList<Received> All => [.. received];

    /// <summary>What it answers; 204 by default.</summary>
    public Func<Received, HttpListenerResponse, Task> Answer { get; set; } = (_, response) => Status(response, 204);

    /// <summary>Answers a status.</summary>
    public static Task Status(HttpListenerResponse response, int code)
    {
        response.StatusCode = code;
        return Task.CompletedTask;
    }

    /// <summary>Never answers, until the receiver closes.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, closed.Token);

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => TakeAsync(context));
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers.AllKeys.ToDictionary(name => name!.ToLowerInvariant(), name => context.Request.Headers[name]!);
            var one = new Received(context.Request.Url!.AbsolutePath, headers, body.ToArray());
            received.Enqueue(one);
            await Answer(one, context.Response);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException)
        {
            context.Response.Abort();
        }
    }
}
