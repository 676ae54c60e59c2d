using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>What stands around every page.</summary>
public sealed class FrameTests(Chromium chromium)
{
    [Fact]
    public async Task A_browser_that_is_not_signed_in_is_told_so_and_comes_in_by_itself_afterwards()
    {
        await using var host = await HostProcess.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, language: "en-US");
        await visit.GoAsync("/settings");
        await Assertions.Expect(visit.Page.Locator("#content h1")).ToHaveTextAsync("This browser is not signed in");
        var tab = await visit.Page.Context.NewPageAsync();
        await tab.GotoAsync(await SignIn.LinkAsync(host));
        await Assertions.Expect(visit.Page.Locator("#content h1")).ToHaveTextAsync("Settings");
        await Assertions.Expect(tab.Locator("#content h1")).ToHaveTextAsync("Dashboard");
        // No token stays in the address.
        await Assertions.Expect(tab).ToHaveURLAsync(new Uri(host.BaseAddress, "/").AbsoluteUri);
    }

    [Fact]
    public async Task Pages_are_gone_to_without_loading_anew_and_the_browsers_back_goes_back()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/");
        var page = visit.Page;
        await page.EvaluateAsync("() => { window.stayed = true; }");
        await page.GetByRole(AriaRole.Link, new() { Name = "Integrações" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content h1")).ToHaveTextAsync("Integrações");
        await Assertions.Expect(page).ToHaveTitleAsync("Integrações · FunnelGrains");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#content h1")).ToHaveTextAsync("Painel");
        (await page.EvaluateAsync<bool>("() => window.stayed === true")).ShouldBeTrue();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_comes_to_the_content_and_to_every_room()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/settings", language: "en-US");
        var page = visit.Page;
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Go to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#content")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Integrations" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#content h1")).ToHaveTextAsync("Integrations");
    }

    [Fact]
    public async Task Language_and_theme_are_kept_for_the_next_visit()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/integrations");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content h1")).ToHaveTextAsync("Integrations");
        var theme = await page.Locator("html").GetAttributeAsync("data-theme");
        await page.GetByRole(AriaRole.Button, new() { Name = theme == "dark" ? "Light theme" : "Dark theme" }).ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#content h1")).ToHaveTextAsync("Integrations");
        (await page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe(theme == "dark" ? "light" : "dark");
    }

    [Fact]
    public async Task An_address_that_is_no_page_says_so()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/settings/displays/nothing/here", language: "en-US");
        await Assertions.Expect(visit.Page.Locator("#content h1")).ToHaveTextAsync("There is no such page");
    }

    [Fact]
    public async Task When_the_server_is_gone_the_last_figures_stay_with_their_age_and_recover_without_a_hand()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(Happenings.Captured("L-1"));
        await using var visit = await house.OpenPageAsync("/", language: "en-US");
        var captured = visit.Page.Locator("[data-figure=captured] a");
        await Assertions.Expect(captured).ToHaveTextAsync("1");
        await house.Host.KillAsync();
        await Assertions.Expect(visit.Page.Locator("[data-freshness=late]")).ToContainTextAsync("Delayed");
        await Assertions.Expect(captured).ToHaveTextAsync("1");
        await house.RestartAsync();
        await Assertions.Expect(visit.Page.Locator("[data-freshness=live]")).ToBeVisibleAsync();
        await house.PostAsync(Happenings.Captured("L-2"));
        await Assertions.Expect(captured).ToHaveTextAsync("2");
    }
}
