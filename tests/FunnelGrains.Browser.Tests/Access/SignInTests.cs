using System.Text.RegularExpressions;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Access;

/// <summary>How a browser comes in.</summary>
public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task The_link_works_once_and_leads_to_the_board()
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync();
        var link = await SignIn.LinkAsync(host);

        await using var stranger = await Visit.OpenAsync(chromium, host.BaseAddress, language: "en-US");
        await stranger.GoAsync("/board");
        await Assertions.Expect(stranger.Page.State("refused")).ToContainTextAsync("Connect this board");

        // The same browser, another tab: the waiting board opens by itself.
        var tab = await stranger.Page.Context.NewPageAsync();
        await tab.GotoAsync(link);
        await tab.Locator("[data-standing=in]").WaitForAsync();
        await Assertions.Expect(tab).ToHaveURLAsync(new Uri(host.BaseAddress, "/").AbsoluteUri);
        await stranger.Page.State("empty").WaitForAsync();

        await using var second = await Visit.OpenAsync(chromium, host.BaseAddress, language: "en-US");
        await second.Page.GotoAsync(link);
        await Assertions.Expect(second.Page.Locator("[data-signin=failed]")).ToContainTextAsync("This link no longer works");
        // The token leaves the address.
        await Assertions.Expect(second.Page).Not.ToHaveURLAsync(new Regex("#"));
    }

    [Fact]
    public async Task The_boards_address_leads_a_newcomer_to_the_living_demo()
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress);
        await visit.GoAsync("/board?scene=funnel");
        await Assertions.Expect(visit.Page.Locator("header .name")).ToContainTextAsync("Maracatu Gestão");
        await Assertions.Expect(visit.Page.Locator("[data-part=demo]")).ToContainTextAsync("só neste computador");
        var mql = visit.Page.Count("mql", "entered");
        var seen = await mql.InnerTextAsync();
        await Assertions.Expect(mql).Not.ToHaveTextAsync(seen);
        await visit.GoAsync("/board?scene=goals");
        await Assertions.Expect(visit.Page.Locator("[data-goal]")).ToHaveCountAsync(2);
        visit.Complaints.ShouldBeEmpty();
    }
}
