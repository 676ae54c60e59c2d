using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Cluster.Tests.Access;

/// <summary>A board at one web node that does not connect again by itself.</summary>
internal sealed class LiveBoard : IAsyncDisposable
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection connection;

    public LiveBoard(Uri web, Action<HttpConnectionOptions> letIn)
    {
        connection = new HubConnectionBuilder().WithUrl(new Uri(web, "/hubs/board"), hub =>
        {
            (hub.Transports, hub.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            letIn(hub);
        }).Build();
        connection.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes when the server ended it.</summary>
    public Task Ended => ended.Task;

    public async Task OpenAsync()
    {
        await connection.StartAsync(TestContext.Current.CancellationToken);
        await WatchAsync();
    }

    /// <summary>Asks for the whole frame.</summary>
    public async Task WatchAsync() =>
        (await connection.InvokeAsync<JsonElement>("Watch", "main", TestContext.Current.CancellationToken)).GetProperty("kind").GetString().ShouldBe("frame");

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
