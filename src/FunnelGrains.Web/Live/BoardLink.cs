using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using NodaTime;

namespace FunnelGrains.Web.Live;

/// <summary>One board's connection: what it has, and at most one send on its way.</summary>
internal sealed class BoardLink(ISingleClientProxy board, PersonNames names, FrameText has, Func<FrameText> latest, TimeProvider time)
{
    /// <summary>After an outage hundreds of promises may turn out broken at once, and each is to be told; what waits is shared by all boards.</summary>
    private const int MostWords = 20_000;
    private readonly Lock gate = new();
    private readonly Queue<(string Method, JsonElement What)> words = new();
    private bool sending;

    /// <summary>How this board names persons.</summary>
    public PersonNames Names => names;

    /// <summary>There is a newer frame.</summary>
    public void Push() => Start();

    /// <summary>Something to say beside frames; a board that does not listen misses the oldest.</summary>
    public void Tell(string method, JsonElement what)
    {
        lock (gate)
        {
            if (words.Count >= MostWords) words.Dequeue();
            words.Enqueue((method, what));
        }

        Start();
    }

    /// <summary>The first sign of life, before the first frame is answered.</summary>
    public Task BeatAsync(JsonElement beat) => board.SendAsync("Heartbeat", beat);

    private void Start()
    {
        lock (gate)
        {
            if (sending) return;
            sending = true;
        }

        _ = SendAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next() is { } word)
            {
                await board.SendAsync(word.Method, word.What);
                if (word.MadeAt is { } made) BoardMetrics.Sent(time.GetUtcNow() - made.ToDateTimeOffset());
            }
        }
        catch (Exception)
        {
            // The connection is gone; the hub forgets it.
            lock (gate) sending = false;
        }
    }

    private (string Method, JsonElement What, Instant? MadeAt)? Next()
    {
        lock (gate)
        {
            if (words.TryDequeue(out var word)) return (word.Method, word.What, null);
            var newest = latest();
            if (newest != has)
            {
                var change = newest.From(has);
                has = newest;
                return ("BoardChanged", change, newest.Frame.At);
            }

            sending = false;
            return null;
        }
    }
}
