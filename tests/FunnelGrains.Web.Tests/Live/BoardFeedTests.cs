using System.Text.Json;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Live;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace FunnelGrains.Web.Tests.Live;

/// <summary>What a node keeps of its boards, seen from inside.</summary>
public sealed class BoardFeedTests(OpenHouse house)
{
    [Fact]
    public async Task A_board_that_asks_again_and_again_is_one_board_and_leaves_no_registration_behind()
    {
        var services = await house.ServicesAsync();
        using var stopping = new CancellationTokenSource();
        var feed = new BoardFeed(
            "default", services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IHubContext<BoardHub>>(), TimeProvider.System, stopping.Token,
            services.GetRequiredService<ILogger<BoardFeed>>());
        using var connection = new CancellationTokenSource();
        var (calledBack, ends, here) = (0, false, 0);
        // What is registered with the token runs with the mark of the moment when it was.
        var mark = new AsyncLocal<int>(change =>
        {
            if (ends && change.CurrentValue != 0 && Environment.CurrentManagedThreadId == here) calledBack++;
        });
        for (var time = 1; time <= 100; time++)
        {
            mark.Value = time;
            (await feed.WatchAsync("board", connection.Token)).GetProperty("kind").GetString().ShouldBe("frame");
        }

        feed.Boards.ShouldBe(1);
        mark.Value = 0;
        EndHere();
        calledBack.ShouldBeLessThanOrEqualTo(1);
        feed.Forget("board");
        feed.Boards.ShouldBe(0);
        await feed.WatchAsync("board", connection.Token);
        feed.Boards.ShouldBe(0, "its end was told before");
        await stopping.CancelAsync();

        // On this thread, and so is all that it calls back.
        void EndHere()
        {
            (ends, here) = (true, Environment.CurrentManagedThreadId);
            connection.Cancel();
            ends = false;
        }
    }

    [Fact]
    public async Task A_board_that_comes_within_seconds_after_a_breach_was_told_is_told_it_once_and_one_that_comes_later_is_not()
    {
        var services = await house.ServicesAsync();
        using var stopping = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        var feed = new BoardFeed(
            "default", services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IHubContext<BoardHub>>(), time, stopping.Token,
            services.GetRequiredService<ILogger<BoardFeed>>());
        var breach = new BoardBreach("br_just_now", "L-1", "accept_mql", new("Aceitar", "Accept"), "sales", null, Instant.FromUtc(2026, 11, 2, 13, 0));
        await feed.BreachedAsync(breach);
        time.Advance(TimeSpan.FromSeconds(9));
        (await HeardAsync(services, feed, "br_mark_1", asks: 2)).ShouldBe(["br_just_now", "br_mark_1"]);
        time.Advance(TimeSpan.FromSeconds(11));
        (await HeardAsync(services, feed, "br_mark_2", asks: 2)).ShouldBe(["br_mark_2"]);
        await stopping.CancelAsync();
    }

    [Fact]
    public async Task Of_thousands_that_an_outage_leaves_a_board_that_comes_misses_none()
    {
        var services = await house.ServicesAsync();
        using var stopping = new CancellationTokenSource();
        var feed = new BoardFeed(
            "default", services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IHubContext<BoardHub>>(), new FakeTimeProvider(), stopping.Token,
            services.GetRequiredService<ILogger<BoardFeed>>());
        var ids = Enumerable.Range(0, 3_000).Select(n => $"br_{n}").ToList();
        foreach (var id in ids) await feed.BreachedAsync(new BoardBreach(id, "L-1", "accept_mql", new("Aceitar", "Accept"), "sales", null, Instant.FromUtc(2026, 11, 2, 13, 0)));
        (await HeardAsync(services, feed, "br_mark", asks: 1)).ShouldBe(ids.Append("br_mark"));
        await stopping.CancelAsync();
    }

    [Theory]
    [InlineData("initials", "AS")]
    [InlineData("names", "ana.souza")]
    [InlineData("team", null)]
    [InlineData("something else", "AS")]
    public void A_board_is_told_of_persons_as_its_display_may_show_them(string setting, string? shown)
    {
        var names = Naming.Of(setting);
        var at = Instant.FromUtc(2026, 11, 2, 13, 0);
        var breach = new BoardBreach("br", "L-1", "accept_mql", new("Aceitar", "Accept"), "sales", "AS", at, "ana.souza");
        var clock = new BoardClock("L-1", "accept_mql", new("Aceitar", "Accept"), "sales", "AS", at, at, "ana.souza");
        breach.As(names).Owner.ShouldBe(shown);
        new Celebration("won", "w", "sales", "AS", null, at, "ana.souza").As(names).Owner.ShouldBe(shown);
        var frame = new BoardFrame(
            "1", 1, 1, "default", "America/Sao_Paulo", at, at, new(2026, 11, 1), new(2026, 11, 30), [], [], new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, []), [], [], [breach], [clock]);
        var text = JsonSerializer.Serialize(BoardJson.Of(frame.As(names)));
        text.Contains("ana.souza", StringComparison.Ordinal).ShouldBe(names == PersonNames.Names);
        text.ShouldNotContain("person");
        frame.As(names).NextClocks[0].Owner.ShouldBe(shown);
    }

    [Fact]
    public void A_person_without_a_name_is_nobody_however_persons_are_named()
    {
        var breach = new BoardBreach("br", "L-1", "accept_mql", new("Aceitar", "Accept"), "sales", null, Instant.FromUtc(2026, 11, 2, 13, 0));
        Enum.GetValues<PersonNames>().Select(names => breach.As(names).Owner).ShouldAllBe(owner => owner == null);
    }

    /// <summary>A real connection, which asks so often, and what it hears up to a mark.</summary>
    private static async Task<List<string>> HeardAsync(IServiceProvider services, BoardFeed feed, string mark, int asks)
    {
        var heard = new List<string>();
        var marked = new TaskCompletionSource();
        await using var board = new HubConnectionBuilder().WithUrl(Hub(services), hub => hub.Headers["Authorization"] = $"Bearer {OpenHouse.AdminKey}").Build();
        board.On<JsonElement>("Breached", told =>
        {
            heard.Add(told.GetProperty("id").GetString()!);
            if (heard[^1] == mark) marked.SetResult();
        });
        await board.StartAsync(TestContext.Current.CancellationToken);
        for (var ask = 0; ask < asks; ask++) await feed.WatchAsync(board.ConnectionId!, CancellationToken.None);
        // Behind all that waits for this connection.
        await feed.BreachedAsync(new BoardBreach(mark, "L-1", "accept_mql", new("Aceitar", "Accept"), "sales", null, Instant.FromUtc(2026, 11, 2, 13, 0)));
        await marked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        feed.Forget(board.ConnectionId!);
        return heard;
    }

    [Fact]
    public async Task A_real_board_is_forgotten_when_it_goes()
    {
        var services = await house.ServicesAsync();
        var feed = services.GetRequiredService<BoardFeeds>().Of("default");
        await using (var board = new HubConnectionBuilder().WithUrl(Hub(services), hub =>
        {
            (hub.Transports, hub.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            hub.Headers["Authorization"] = $"Bearer {OpenHouse.AdminKey}";
        }).Build())
        {
            await board.StartAsync(TestContext.Current.CancellationToken);
            for (var time = 0; time < 3; time++)
                (await board.InvokeAsync<JsonElement>("Watch", "main", TestContext.Current.CancellationToken)).GetProperty("kind").GetString().ShouldBe("frame");
            feed.Boards.ShouldBe(1);
        }

        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (feed.Boards > 0) await rounds.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static Uri Hub(IServiceProvider services) =>
        new(new Uri(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/hubs/board");
}
