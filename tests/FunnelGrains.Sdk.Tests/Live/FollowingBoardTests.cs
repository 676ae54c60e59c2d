using System.Net;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Sdk.Tests.Live;

/// <summary>The live board of a real host.</summary>
public sealed class FollowingBoardTests(SdkHost sdk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_board_shows_what_is_posted()
    {
        using var client = new FunnelClient(sdk.Options);
        await using var board = new Board(client);
        var first = await board.NextAsync<BoardShown>(_ => true);
        first.Sent!.Method.ShouldBe("Watch");
        first.Frame.Stages.Select(stage => stage.Kind).ShouldBe(["open", "open", "open", "open", "open", "won"]);
        first.Frame.Teams.Select(team => team.Key).ShouldBe(["marketing", "sales"]);
        await client.PostAsync(SdkHost.Captured(SdkHost.NewLead()));
        var after = await board.NextAsync<BoardShown>(shown => shown.Frame.Totals.Captured > first.Frame.Totals.Captured);
        after.Sent!.Payload.GetProperty("kind").GetString().ShouldBe("patch");
        after.Frame.ShouldSatisfyAllConditions(
            f => f.Workspace.ShouldBe("default"), f => f.Version.ShouldBeGreaterThan(first.Frame.Version), f => f.Revision.ShouldBeGreaterThan(first.Frame.Revision),
            f => f.Stages.Count.ShouldBe(6), f => f.Zone.ShouldBe("America/Sao_Paulo"));
    }

    [Fact]
    public async Task A_broken_promise_and_a_win_are_told_and_the_server_gives_signs_of_life()
    {
        using var client = new FunnelClient(sdk.Options);
        await using var board = new Board(client);
        await board.NextAsync<BoardShown>(_ => true);
        var (late, won) = (SdkHost.NewLead(), SdkHost.NewLead());
        var mql = SdkHost.Stage(late, "mql");
        await client.PostAsync([SdkHost.Captured(late), mql, SdkHost.Captured(won), SdkHost.Won(won, 900)]);
        var what = (await board.NextAsync<CelebrationTold>(told => told.What.Id.Contains("w-", StringComparison.Ordinal))).What;
        (what.Kind, what.Amount).ShouldBe(("won", new Money("BRL", 900)));
        var breach = (await board.NextAsync<BreachTold>(told => told.Breach.Lead == late)).Breach;
        (breach.Clause, breach.Name, breach.Team).ShouldBe((SdkHost.Promise, new LocalText("Aceitar", "Accept"), "sales"));
        breach.Due.ShouldBe(mql.OccurredAt!.Value.AddSeconds(3), TimeSpan.FromMilliseconds(1));
        (await board.NextAsync<Heartbeat>(_ => true)).Build.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_killed_and_started_again_is_found_again_with_what_was_posted_meanwhile()
    {
        var folder = Directory.CreateTempSubdirectory("funnelgrains-sdk-");
        var launch = SdkHost.Launch(folder.FullName) with { DataFolder = Path.Combine(folder.FullName, "data"), Port = FreePort.Next() };
        var host = await HostProcess.StartAsync(launch);
        using var client = new FunnelClient(SdkHost.OptionsOf(host));
        await using var board = new Board(client);
        var first = await board.NextAsync<BoardShown>(_ => true);
        first.Frame.Totals.Captured.ShouldBe(0);
        await host.KillAsync();
        await host.DisposeAsync();
        (await board.NextAsync<LinkLost>(_ => true)).Reason.ShouldNotBeEmpty();
        await using var again = await HostProcess.StartAsync(launch);
        await client.PostAsync(SdkHost.Captured(SdkHost.NewLead()));
        await board.NextAsync<LinkRestored>(_ => true);
        var shown = await board.NextAsync<BoardShown>(news => news.Frame.Totals.Captured == 1);
        shown.Frame.Epoch.ShouldNotBe(first.Frame.Epoch);
        await client.PostAsync(SdkHost.Captured(SdkHost.NewLead()));
        await board.NextAsync<BoardShown>(news => news.Frame.Totals.Captured == 2);
        await again.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_wrong_key_or_one_of_another_scope_is_refused()
    {
        using var wrong = new FunnelClient(sdk.Options with { Key = "fg_wrong_wrong_wrong_wrong" });
        (await Should.ThrowAsync<FunnelApiException>(FirstAsync(wrong))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var admin = new FunnelClient(sdk.Options);
        using var ingest = new FunnelClient(sdk.Options with { Key = (await admin.CreateKeyAsync("ingest only", [KeyScopes.Ingest])).Text });
        (await Should.ThrowAsync<FunnelApiException>(FirstAsync(ingest))).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var display = new FunnelClient(sdk.Options with { Key = (await admin.CreateKeyAsync("wall", [KeyScopes.Display])).Text });
        (await FirstAsync(display)).ShouldBeOfType<BoardShown>();
    }

    [Fact]
    public async Task A_key_that_is_revoked_ends_the_news_with_the_server_s_refusal()
    {
        using var admin = new FunnelClient(sdk.Options);
        var key = await admin.CreateKeyAsync("wall", [KeyScopes.Display]);
        using var client = new FunnelClient(sdk.Options with { Key = key.Text });
        await using var board = new Board(client);
        await board.NextAsync<BoardShown>(_ => true);
        await admin.RevokeKeyAsync(key.Id);
        (await Should.ThrowAsync<FunnelApiException>(board.NextAsync<BoardShown>(_ => false))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_server_that_is_not_there_at_first_is_an_exception_and_not_a_wait()
    {
        using var client = new FunnelClient(sdk.Options with { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") });
        await Should.ThrowAsync<FunnelUnreachableException>(FirstAsync(client));
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var client = new FunnelClient(sdk.Options);
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.FollowBoardAsync(cancel.Token))
                await cancel.CancelAsync();
        });
    }

    private static async Task<BoardNews> FirstAsync(FunnelClient client) => await client.FollowBoardAsync().FirstAsync();

    /// <summary>The news of a board, one after the other.</summary>
    private sealed class Board(FunnelClient client) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<BoardNews> news = client.FollowBoardAsync().GetAsyncEnumerator();
        private Task<bool>? asked;

        /// <summary>The next of a kind; what comes before it is passed over.</summary>
        public async Task<T> NextAsync<T>(Func<T, bool> met)
            where T : BoardNews
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await (asked = news.MoveNextAsync().AsTask()).WaitAsync(patience.Token))
                if (news.Current is T found && met(found))
                    return found;
            throw new InvalidOperationException("The news ended.");
        }

        public async ValueTask DisposeAsync()
        {
            if (asked is null or { IsCompleted: true })
                await news.DisposeAsync();
        }
    }
}
