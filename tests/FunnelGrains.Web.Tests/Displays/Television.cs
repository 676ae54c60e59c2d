using System.Net;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Web.Tests.Displays;

/// <summary>A television: a browser with cookies that nobody signs in.</summary>
internal sealed class Television : IAsyncDisposable
{
    private readonly HostProcess host;
    private readonly SocketsHttpHandler handler = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubConnection? board;

    public Television(HostProcess host)
    {
        this.host = host;
        Http = new HttpClient(handler, disposeHandler: true) { BaseAddress = host.BaseAddress };
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies => handler.CookieContainer;

    public string Code { get; private set; } = "";

    public string Secret { get; private set; } = "";

    /// <summary>Completes when its board's connection ends.</summary>
    public Task Ended => ended.Task;

    /// <summary>Its cookie's text.</summary>
    public string? Cookie => Cookies.GetCookies(host.BaseAddress)["funnelgrains-display"]?.Value;

    public async Task<string> ShowCodeAsync()
    {
        var pairing = await Http.PostAsync("/api/v1/displays/pairings", [], null);
        pairing.Status.ShouldBe(HttpStatusCode.Created, pairing.Json.ToString());
        (Code, Secret) = (pairing.Json.GetProperty("code").GetString()!, pairing.Json.GetProperty("secret").GetString()!);
        return Code;
    }

    public Task<Answer> ClaimAsync() => Http.PostAsync("/api/v1/displays/pairings/claim", JsonSerializer.Serialize(new { code = Code, secret = Secret }));

    /// <summary>Lets it in with the usual settings.</summary>
    /// <returns>The display's id.</returns>
    public async Task<string> PairAsync(HttpClient administrator, string name = "Sala")
    {
        var confirmed = await administrator.PostAsync("/api/v1/displays", JsonSerializer.Serialize(new { code = await ShowCodeAsync(), name }));
        confirmed.Status.ShouldBe(HttpStatusCode.Created, confirmed.Json.ToString());
        (await ClaimAsync()).Status.ShouldBe(HttpStatusCode.NoContent);
        return confirmed.Json.GetProperty("id").GetString()!;
    }

    /// <summary>Opens a board.</summary>
    /// <returns>Its first frame.</returns>
    public async Task<JsonElement> WatchAsync()
    {
        board = new HubConnectionBuilder().WithUrl(new Uri(host.BaseAddress, "/hubs/board"), hub =>
        {
            (hub.Transports, hub.SkipNegotiation, hub.Cookies) = (HttpTransportType.WebSockets, true, Cookies);
        }).Build();
        board.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await board.StartAsync();
        return await board.InvokeAsync<JsonElement>("Watch", "main");
    }

    public async ValueTask DisposeAsync()
    {
        if (board is not null) await board.DisposeAsync();
        Http.Dispose();
    }
}
