using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Wall;

/// <summary>A server of a newer build: the board takes its page by itself, at a scene's end.</summary>
public sealed class NewBuildTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    [Fact]
    public async Task A_board_that_hears_of_a_new_build_loads_itself_anew_and_not_before_a_scene_ends()
    {
        await house.PostAsync(Happenings.Captured("build-1"));
        var renewed = false;
        await using var visit = await house.OpenAsync(scene: null, before: async opened =>
        {
            await opened.Page.Clock.InstallAsync();
            // The real server, of which only the build's name is changed on the way.
            await opened.Page.RouteWebSocketAsync("**/hubs/board", socket =>
            {
                var server = socket.ConnectToServer();
                socket.OnMessage(frame => server.Send(frame.Text!));
                server.OnMessage(frame => socket.Send(renewed ? frame.Text!.Replace("\"build\":\"", "\"build\":\"newer-", StringComparison.Ordinal) : frame.Text!));
            });
        });
        await visit.Page.Locator("[data-freshness=live]").WaitForAsync();
        await visit.Page.EvaluateAsync("() => { window.before = true; }");
        renewed = true;
        // Heartbeats come every 2 s; then the longest delay and the end of the scene after it.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await StillThereAsync(visit) && !patience.IsCancellationRequested) await visit.Page.Clock.RunForAsync(1_000);
        await visit.Page.Locator("main[data-revision]").WaitForAsync();
        (await StillThereAsync(visit)).ShouldBeFalse();
    }

    private static async Task<bool> StillThereAsync(Visit visit)
    {
        try
        {
            return await visit.Page.EvaluateAsync<bool>("() => window.before === true");
        }
        catch (Microsoft.Playwright.PlaywrightException)
        {
            // In the moment in which it loads.
            return false;
        }
    }
}
