using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>Where things stand on the board's page.</summary>
internal static class BoardPageParts
{
    public static ILocator Count(this IPage page, string stage, string count) => page.Locator($"[data-stage={stage}] [data-count={count}]");

    public static ILocator Breaches(this IPage page) => page.Locator("[data-part=breaches]");

    public static ILocator Freshness(this IPage page) => page.Locator("[data-freshness]");

    public static ILocator State(this IPage page, string state) => page.Locator($"[data-state={state}]");
}
