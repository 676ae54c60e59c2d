using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Every page of the demo company by the rules of WCAG 2.2 AA, in both themes.</summary>
public sealed class AccessiblePagesTests(Chromium chromium) : IAsyncLifetime
{
    private HostProcess host = null!;
    private IReadOnlyList<string> addresses = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _ = chromium.Browser;
        host = await DemoPages.StartAsync();
        addresses = await DemoPages.AddressesAsync(host);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_in_either_theme_and_none_is_wider_than_a_phone()
    {
        foreach (var theme in (string[])["dark", "light"])
        {
            await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress);
            foreach (var address in addresses)
            {
                await DemoPages.GoAsync(visit, address, theme);
                await visit.Page.ShouldBeAccessibleAsync($"{address} {theme}");
                visit.Complaints.ShouldBeEmpty($"{address} {theme}");
            }
        }

        await using var phone = await Visit.OpenAsync(chromium, host.BaseAddress, Screen.Phone);
        foreach (var address in addresses)
        {
            await DemoPages.GoAsync(phone, address);
            (await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Screen.Phone.Width, address);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
