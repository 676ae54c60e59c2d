using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Browser.Tests.Pages;
using FunnelGrains.Testing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Screens;

/// <summary>Pictures of every page of the demo company, made by the same command as those of the wall-board.</summary>
public sealed class PageScreenshotTests(Chromium chromium)
{
    private const string Variable = "FUNNELGRAINS_SCREENSHOTS";

    [Fact]
    public async Task Every_page_on_every_screen_in_both_languages_and_themes()
    {
        var folder = Folder();
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        await host.Lines.FirstAsync(line => line.Contains("past is told", StringComparison.Ordinal) ? line : null);
        foreach (var screen in Screen.All)
            foreach (var (language, theme) in new[] { ("pt-BR", "dark"), ("en-US", "light"), ("pt-BR", "light"), ("en-US", "dark") })
            {
                await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, screen, language);
                foreach (var address in AccessiblePagesTests.Addresses)
                {
                    await visit.GoAsync($"{address}?theme={theme}");
                    await visit.Page.Locator("#content h1").WaitForAsync();
                    await Assertions.Expect(visit.Page.Locator("#content .skeleton")).ToHaveCountAsync(0);
                    await visit.Page.EvaluateAsync("() => document.fonts.ready");
                    await visit.Page.ScreenshotAsync(new()
                    {
                        Path = Path.Combine(folder, $"page{(address == "/" ? "-dashboard" : address.Replace('/', '-'))}-{screen}-{language}-{theme}.png"),
                        FullPage = screen == Screen.Phone,
                    });
                }
            }
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"Pictures are only made on demand: {Variable} names the folder.");
        return Path.GetFullPath(folder, RepositoryFolder.Path);
    }
}
