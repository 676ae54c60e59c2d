using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Every page of the demo company by the rules of WCAG 2.2 AA, in both themes.</summary>
public sealed class AccessiblePagesTests(Chromium chromium)
{
    /// <summary>Each room of the navigation and the pages under it that need no id of their own.</summary>
    public static readonly string[] Addresses =
        ["/", "/leads", "/breaches", "/goals", "/agreement", "/agreement/draft", "/meetings", "/integrations", "/settings/displays", "/settings/notifications", "/settings/proof"];

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_in_either_theme()
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        await host.Lines.FirstAsync(line => line.Contains("past is told", StringComparison.Ordinal) ? line : null);
        foreach (var theme in (string[])["dark", "light"])
            foreach (var address in Addresses)
            {
                await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress);
                await visit.GoAsync($"{address}?theme={theme}");
                await visit.Page.Locator("#content h1").WaitForAsync();
                await Assertions.Expect(visit.Page.Locator("#content .skeleton")).ToHaveCountAsync(0);
                await visit.Page.ShouldBeAccessibleAsync($"{address} {theme}");
                visit.Complaints.ShouldBeEmpty($"{address} {theme}");
            }
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        await host.Lines.FirstAsync(line => line.Contains("past is told", StringComparison.Ordinal) ? line : null);
        foreach (var address in Addresses)
        {
            await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, Screen.Phone);
            await visit.GoAsync(address);
            await visit.Page.Locator("#content h1").WaitForAsync();
            await Assertions.Expect(visit.Page.Locator("#content .skeleton")).ToHaveCountAsync(0);
            (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Screen.Phone.Width, address);
        }
    }
}
