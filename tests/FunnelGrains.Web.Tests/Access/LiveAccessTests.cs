using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>Live boards end with what let them in; a real SignalR client, which does not connect again by itself.</summary>
public sealed partial class LiveAccessTests(SharedHost shared)
{
    // Of a second or two; a machine at its limit gets some more.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_revoked_key_s_boards_end_and_others_go_on()
    {
        var host = await shared.HostAsync();
        using var admin = host.CreateClient();
        var (revoked, stays) = (await shared.KeyAsync("display"), await shared.KeyAsync("display"));
        await using var first = new Board(host, hub => hub.Headers["Authorization"] = $"Bearer {revoked}");
        await using var second = new Board(host, hub => hub.Headers["Authorization"] = $"Bearer {revoked}");
        await using var other = new Board(host, hub => hub.Headers["Authorization"] = $"Bearer {stays}");
        foreach (var board in new[] { first, second, other }) await board.OpenAsync();

        using var revocation = await admin.DeleteAsync(new Uri($"/api/v1/keys/{revoked.Split('_')[1]}", UriKind.Relative));
        revocation.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Task.WhenAll(first.Ended, second.Ended).WaitAsync(Soon);
        await other.WatchAsync();
        other.Ended.IsCompleted.ShouldBeFalse();
        (await Should.ThrowAsync<WebSocketException>(first.OpenAsync)).Message.ShouldContain("401");
    }

    [Fact]
    public async Task A_browser_that_signs_out_ends_its_boards()
    {
        await using var host = await HostProcess.StartAsync();
        var token = await host.Lines.FirstAsync(line => SignInLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null);
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = host.BaseAddress };
        (await browser.PostAsync("/api/v1/session", $$"""{"token":"{{token}}"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        await using var board = new Board(host, hub => hub.Cookies = cookies);
        await using var other = new Board(host, hub => hub.Headers["Authorization"] = $"Bearer {host.AdminKey}");
        await board.OpenAsync();
        await other.OpenAsync();

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        request.Headers.Add("X-Antiforgery", (await browser.AskAsync("/api/v1/session")).Json.GetProperty("antiforgery").GetString());
        (await browser.ReadAsync(request)).Status.ShouldBe(HttpStatusCode.OK);
        await board.Ended.WaitAsync(Soon);
        await other.WatchAsync();
    }

    [GeneratedRegex(@"/signin#([0-9a-f]+)")]
    private static partial Regex SignInLine();

    private sealed class Board : IAsyncDisposable
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HubConnection connection;

        public Board(HostProcess host, Action<HttpConnectionOptions> letIn)
        {
            connection = new HubConnectionBuilder().WithUrl(new Uri(host.BaseAddress, "/hubs/board"), hub =>
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

        public Task Ended => ended.Task;

        public async Task OpenAsync()
        {
            await connection.StartAsync();
            await WatchAsync();
        }

        public async Task WatchAsync() => (await connection.InvokeAsync<JsonElement>("Watch", "main")).GetProperty("kind").GetString().ShouldBe("frame");

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
