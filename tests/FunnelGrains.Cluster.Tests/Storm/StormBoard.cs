using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Cluster.Tests.Storm;

/// <summary>A board that notes when it was first told of each breach, and comes back when its host was away.</summary>
internal sealed class StormBoard : IAsyncDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private readonly HubConnection connection;
    private readonly CancellationTokenSource ends = new();
    private readonly Task shown;

    public StormBoard(Uri host, string key)
    {
        connection = new HubConnectionBuilder().WithUrl(new Uri(host, "/hubs/board"), hub =>
        {
            (hub.Transports, hub.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            hub.Headers["Authorization"] = $"Bearer {key}";
        }).Build();
        connection.On<JsonElement>("Breached", breach =>
            Told.TryAdd(breach.GetProperty("id").GetString()!, TimeProvider.System.GetUtcNow() - breach.GetProperty("due").GetDateTimeOffset()));
        connection.On<JsonElement>("BoardChanged", _ => { });
        shown = ShowAsync(ends.Token);
    }

    /// <summary>How long after its due each breach was told first, by its id.</summary>
    public ConcurrentDictionary<string, TimeSpan> Told { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        ends.Dispose();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        using var breath = new PeriodicTimer(Breath);
        do
        {
            if (connection.State != HubConnectionState.Disconnected) continue;
            try
            {
                await connection.StartAsync(cancel);
                await connection.InvokeAsync<JsonElement>("Watch", "main", cancel);
            }
            catch (Exception away) when (away is not OperationCanceledException)
            {
                // Its host is not there yet: again.
                await connection.StopAsync(cancel);
            }
        }
        while (await breath.WaitForNextTickAsync(cancel));
    }
}
