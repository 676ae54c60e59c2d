using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Browser.Tests.Pages;

namespace FunnelGrains.Browser.Tests.Screens;

/// <summary>Pictures of every page of the demo company, made by the same command as those of the wall-board.</summary>
public sealed class PageScreenshotTests(Chromium chromium)
{
    [Fact]
    public async Task Every_page_on_every_screen_in_both_languages_and_themes()
    {
        _ = chromium.Browser;
        using var pictures = new Pictures();
        await using var host = await DemoPages.StartAsync();
        var addresses = await DemoPages.AddressesAsync(host);
        foreach (var (screen, language, theme) in Pictures.Looks)
        {
            await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language);
            foreach (var address in addresses)
            {
                await DemoPages.GoAsync(visit, address, theme);
                await pictures.ShootAsync(visit.Page, $"page-{DemoPages.NameOf(address)}-{screen}-{language}-{theme}", screen == Screen.Phone);
            }
        }
    }
}
