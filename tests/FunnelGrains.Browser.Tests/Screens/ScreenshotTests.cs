using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Browser.Tests.Pages;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Screens;

/// <summary>
/// Pictures of every state, for people to look at: <c>FUNNELGRAINS_SCREENSHOTS=screenshots dotnet run --project tests/FunnelGrains.Browser.Tests -- -class "*ScreenshotTests"</c>
/// writes them into that folder, seen from the repository's.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    [Fact]
    public async Task The_demo_company_on_every_screen_in_both_languages_and_themes()
    {
        _ = chromium.Browser;
        using var pictures = new Pictures();
        await using var host = await DemoPages.StartAsync();
        foreach (var (screen, language, theme) in Pictures.Looks)
        {
            await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language);
            foreach (var scene in new[] { "funnel", "goals", "sla", "sources", "today" })
            {
                await visit.GoAsync($"/board?theme={theme}&scene={scene}");
                await visit.Page.Locator($"main[data-scene={scene}]").WaitForAsync(new() { Timeout = 90_000 });
                if (scene == "goals") await visit.Page.Locator("[data-goal] [data-count=actual] b").First.WaitForAsync();
                if (scene == "sources") await visit.Page.Locator("[data-source]").First.WaitForAsync();
                await visit.Page.Locator("[data-celebration]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
                await pictures.ShootAsync(visit.Page, $"demo-{scene}-{screen}-{language}-{theme}", screen == Screen.Phone);
            }
        }
    }

    [Fact]
    public async Task Every_state_that_is_not_a_full_board()
    {
        _ = chromium.Browser;
        using var pictures = new Pictures();
        await using var host = await HostProcess.StartAsync();
        var profile = await SignIn.ProfileAsync(chromium, host);
        foreach (var (screen, language, theme) in Pictures.Looks.Where(look => look.Theme == (look.Language == "pt-BR" ? "dark" : "light")))
        {
            var name = $"{screen}-{language}-{theme}";
            await using var signedIn = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language, profile);
            await signedIn.GoAsync($"/board?theme={theme}");
            await signedIn.Page.State("empty").WaitForAsync();
            await pictures.ShootAsync(signedIn.Page, $"empty-{name}");

            await using var stranger = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language);
            await stranger.GoAsync($"/board?theme={theme}");
            await stranger.Page.Locator("[data-pairing] svg").WaitForAsync();
            await pictures.ShootAsync(stranger.Page, $"pairing-{name}");
            await stranger.GoAsync($"/signin?theme={theme}#used-up");
            await stranger.Page.Locator("[data-signin=failed]").WaitForAsync();
            await pictures.ShootAsync(stranger.Page, $"signin-failed-{name}");
            await stranger.GoAsync($"/signin?theme={theme}");
            await stranger.Page.Locator("[data-signin=missing]").WaitForAsync();
            await pictures.ShootAsync(stranger.Page, $"signin-missing-{name}");

            await using var waiting = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language, profile);
            await waiting.Page.RouteWebSocketAsync("**/hubs/board", _ => { });
            await waiting.GoAsync($"/board?theme={theme}");
            await waiting.Page.State("loading").WaitForAsync();
            await pictures.ShootAsync(waiting.Page, $"loading-{name}");
        }
    }

    [Fact]
    public async Task A_promise_just_broken_and_a_deal_just_won()
    {
        _ = chromium.Browser;
        using var pictures = new Pictures();
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync([.. Enumerable.Range(0, 40).Select(n => Happenings.Entered($"L-{1041 + n}", n % 2 == 0 ? "opportunity" : "sal"))]);
        foreach (var screen in new[] { Screen.FullHd, Screen.Portrait })
        {
            await using var visit = await house.OpenAsync(screen);
            await house.PostAsync(Happenings.Entered($"NOVO-{screen}", "mql"));
            await visit.Page.Locator("main[data-scene=breach]").WaitForAsync();
            await pictures.ShootAsync(visit.Page, $"breach-{screen}");
            await house.PostAsync(Happenings.Won($"L-{(screen == Screen.FullHd ? 1041 : 1043)}", 38_450));
            await visit.Page.Locator("[data-celebration]").WaitForAsync();
            await visit.Page.Locator("[data-celebration] p").EvaluateAsync("p => p.getAnimations().forEach(a => { a.pause(); a.currentTime = 1500; })");
            await pictures.ShootAsync(visit.Page, $"won-{screen}");
        }
    }

    [Fact]
    public async Task A_board_whose_link_is_lost()
    {
        _ = chromium.Browser;
        using var pictures = new Pictures();
        await using var host = await DemoPages.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress);
        await visit.Page.Clock.InstallAsync();
        await visit.GoAsync("/board?scene=funnel");
        await visit.Page.Locator("[data-stage=mql] [data-count=entered] b").WaitForAsync();
        await host.KillAsync();
        foreach (var (state, seconds) in new[] { ("late", 31), ("lost", 62) })
        {
            await visit.Page.Clock.FastForwardAsync(seconds * 1000);
            await visit.Page.Locator($"[data-freshness={state}]").WaitForAsync();
            await pictures.ShootAsync(visit.Page, $"{state}-1920x1080");
        }
    }
}
