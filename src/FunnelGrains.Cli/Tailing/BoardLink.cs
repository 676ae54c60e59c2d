using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using FunnelGrains.Sdk;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Cli.Tailing;

/// <summary>The link to the hub: the first connection has to succeed, a later loss is repaired for ever.</summary>
internal sealed class BoardLink : IAsyncDisposable
{
    private const string Board = "main";
    private readonly FunnelClientOptions options;
    private readonly HubConnection connection;
    private readonly Channel<BoardMessage?> messages = Channel.CreateUnbounded<BoardMessage?>(new UnboundedChannelOptions { SingleReader = true });

    public BoardLink(FunnelClientOptions options, TextWriter log)
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
        foreach (var kind in new[] { BoardMessage.Changed, BoardMessage.Breached, BoardMessage.Celebrated })
            connection.On<JsonElement>(kind, payload => messages.Writer.TryWrite(new BoardMessage(kind, payload.Clone())));
        connection.On<JsonElement>("Heartbeat", _ => { });
        connection.Reconnecting += lost => log.WriteLineAsync($"The link is lost ({lost?.Message ?? "closed by the server"}); connecting again …");
        connection.Reconnected += _ =>
        {
            messages.Writer.TryWrite(null);
            return log.WriteLineAsync("Connected again.");
        };
    }

    /// <summary>Gives every message to the tail until it is cancelled.</summary>
    /// <exception cref="CliException">The first connection failed.</exception>
    public async Task FollowAsync(BoardTail tail, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        messages.Writer.TryWrite(null);
        await foreach (var message in messages.Reader.ReadAllAsync(cancellationToken))
            if (message is not { } known || !tail.Take(known))
                await WatchAsync(tail, cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.StartAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is HttpRequestException or WebSocketException or IOException or HubException or TimeoutException)
        {
            throw new CliException(Say(failed));
        }
    }

    private async Task WatchAsync(BoardTail tail, CancellationToken cancellationToken)
    {
        try
        {
            tail.Take(new BoardMessage(BoardMessage.Watched, await connection.InvokeAsync<JsonElement>("Watch", Board, cancellationToken)));
        }
        catch (HubException refused)
        {
            throw new CliException($"The server does not show the board: {refused.Message}");
        }
        catch (Exception lost) when (lost is InvalidOperationException or WebSocketException or IOException
            || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The link was lost meanwhile; when it is made again, the board is watched again.
        }
    }

    private string Say(Exception failed)
    {
        var status = (failed as HttpRequestException)?.StatusCode;
        var all = failed.ToString();
        if (status == HttpStatusCode.Unauthorized || all.Contains("'401'", StringComparison.Ordinal))
            return "The key is missing or not valid (401).";
        if (status == HttpStatusCode.Forbidden || all.Contains("'403'", StringComparison.Ordinal))
            return "The key's scope does not allow this (403).";
        return $"{options.BaseAddress} cannot be reached: {failed.GetBaseException().Message}";
    }
}
