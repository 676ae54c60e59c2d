using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Wall;

/// <summary>When a board loads its page anew by itself: for a server of a newer build, and when the page is damaged.</summary>
public sealed class OwnReloadTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
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
        await ShouldLoadAnewAsync(visit);
    }

    [Fact]
    public async Task A_board_on_which_something_failed_uncaught_loads_itself_anew_when_a_scene_ends()
    {
        await house.PostAsync(Happenings.Captured("failed-1"));
        await using var visit = await house.OpenAsync(scene: null, before: opened => opened.Page.Clock.InstallAsync());
        await visit.Page.EvaluateAsync("() => { window.before = true; Promise.reject(new Error('of the test')); }");
        await ShouldLoadAnewAsync(visit);
    }

    [Fact]
    public async Task A_board_that_draws_no_more_loads_itself_anew()
    {
        await house.PostAsync(Happenings.Captured("stuck-1"));
        await using var visit = await house.OpenAsync(scene: null, before: opened => opened.Page.Clock.InstallAsync());
        await visit.Page.EvaluateAsync("() => { window.before = true; document.querySelector('main').setAttribute = () => {}; }");
        await house.PostAsync(Happenings.Captured("stuck-2"));
        await ShouldLoadAnewAsync(visit);
        await visit.Page.Locator("[data-stage=lead] [data-count=entered] b").WaitForAsync();
    }

    private static async Task ShouldLoadAnewAsync(Visit visit)
    {
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
