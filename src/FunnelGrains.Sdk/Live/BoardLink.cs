using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Sdk;

/// <summary>One link to the hub: the first connection has to succeed, a later loss is repaired for ever.</summary>
internal sealed class BoardLink : IAsyncDisposable
{
    private const string Board = "main";

    /// <summary>Beyond so many messages that nobody took, the oldest are lost; a lost patch is a gap, which a whole frame fills.</summary>
    private const int MostWaiting = 1024;

    /// <summary>Three heartbeats late.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly FunnelClientOptions options;
    private readonly HubConnection connection;
    private readonly FrameKeeper frames = new();
    private volatile bool ended;
    private readonly Channel<Heard> heard = Channel.CreateBounded<Heard>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public BoardLink(FunnelClientOptions options)
    {
        this.options = options;
        connection = new HubConnectionBuilder()
            .WithUrl(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/hubs/board", hub =>
            {
                hub.Transports = HttpTransportType.WebSockets;
                hub.SkipNegotiation = true;
                if (options.Key is { } key)
                    hub.Headers["Authorization"] = $"Bearer {key}";
            })
            .WithAutomaticReconnect(new ReconnectForEver())
            .Build();
        connection.ServerTimeout = Silence;
        foreach (var method in new[] { "BoardChanged", "Breached", "Celebrated", "Heartbeat" })
            connection.On<JsonElement>(method, payload => Hear(new Heard(new HubMessage(method, payload.Clone()), null)));
        connection.Reconnecting += lost => Hear(new Heard(null, new LinkLost(lost?.Message ?? "closed by the server")));
        connection.Reconnected += _ => Hear(new Heard(null, new LinkRestored()));
        connection.Closed += ClosedAsync;
    }

    public async IAsyncEnumerable<BoardNews> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        yield return await FirstAsync(cancellationToken);
        await foreach (var (message, link) in heard.Reader.ReadAllAsync(cancellationToken))
        {
            if (link is not null)
                yield return link;
            var news = link is LinkRestored ? await WatchAgainAsync(cancellationToken)
                : message is not null ? await ReadAsync(message, cancellationToken) : null;
            if (news is not null)
                yield return news;
        }
    }

    public ValueTask DisposeAsync()
    {
        ended = true;
        return connection.DisposeAsync();
    }

    private async Task ClosedAsync(Exception? end)
    {
        // A server that ends a board by itself does so without a reason, mostly for a key that was revoked; and then this is not connected again by itself.
        if (end is null && !ended)
            await ReopenAsync();
        else
            heard.Writer.TryComplete(end is null ? null : LinkFailure.Of(end, options.BaseAddress));
    }

    private async Task ReopenAsync()
    {
        await Hear(new Heard(null, new LinkLost("ended by the server")));
        for (var tries = 1; !ended; tries++)
        {
            try
            {
                await connection.StartAsync();
                await Hear(new Heard(null, new LinkRestored()));
                return;
            }
            catch (Exception failed) when (LinkFailure.IsOfConnection(failed))
            {
                if (LinkFailure.Refusal(failed) is { } refused)
                {
                    heard.Writer.TryComplete(refused);
                    return;
                }
                await Task.Delay(ReconnectForEver.Wait(tries), options.Time);
            }
        }
    }

    private Task Hear(Heard what)
    {
        heard.Writer.TryWrite(what);
        return Task.CompletedTask;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.StartAsync(cancellationToken);
        }
        catch (Exception failed) when (LinkFailure.IsOfConnection(failed) && !cancellationToken.IsCancellationRequested)
        {
            throw LinkFailure.Of(failed, options.BaseAddress);
        }
    }

    private async Task<BoardNews> FirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await WatchAsync(cancellationToken);
        }
        catch (Exception failed) when (LinkFailure.IsOfConnection(failed) && !cancellationToken.IsCancellationRequested)
        {
            throw new FunnelUnreachableException($"{options.BaseAddress} does not show the board: {failed.Message}", false, failed);
        }
    }

    private async Task<BoardNews> WatchAsync(CancellationToken cancellationToken)
    {
        var whole = new HubMessage("Watch", await connection.InvokeAsync<JsonElement>("Watch", Board, cancellationToken));
        frames.Take(whole.Payload);
        return new BoardShown(frames.Frame!) { Sent = whole };
    }

    /// <returns>Null when the link is lost again: the next one asks again.</returns>
    private async Task<BoardNews?> WatchAgainAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; connection.State == HubConnectionState.Connected; tries++)
        {
            try
            {
                return await WatchAsync(cancellationToken);
            }
            catch (Exception failed) when (LinkFailure.IsOfConnection(failed) && !cancellationToken.IsCancellationRequested)
            {
                // A server that has just started may not be able to say yet.
                await Task.Delay(ReconnectForEver.Wait(tries), options.Time, cancellationToken);
            }
        }
        return null;
    }

    private async Task<BoardNews?> ReadAsync(HubMessage message, CancellationToken cancellationToken)
    {
        switch (message.Method)
        {
            case "Breached":
                return new BreachTold(message.Payload.Deserialize(FunnelJson.Default.BoardBreach)!) { Sent = message };
            case "Celebrated":
                return new CelebrationTold(message.Payload.Deserialize(FunnelJson.Default.BoardCelebration)!) { Sent = message };
            case "Heartbeat":
                return message.Payload.Deserialize(FunnelJson.Default.Heartbeat)! with { Sent = message };
            default:
                return frames.Take(message.Payload) switch
                {
                    FrameTaken.Changed => new BoardShown(frames.Frame!) { Sent = message },
                    FrameTaken.Gap => await WatchAgainAsync(cancellationToken),
                    _ => null,
                };
        }
    }

    /// <summary>Something of the hub, or of the link.</summary>
    private readonly record struct Heard(HubMessage? Message, BoardNews? Link);
}
