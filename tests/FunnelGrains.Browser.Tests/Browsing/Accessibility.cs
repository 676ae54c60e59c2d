using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>What axe-core finds on a page, by the rules of WCAG 2.2 A and AA and its own good practice.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Finds nothing; else names each rule, its places and why.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page, string where)
    {
        // What fades in is judged when it is there.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations === 1).map(a => a.finished.catch(() => undefined)))");
        var found = await page.RunAxe(Rules);
        found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} ({string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))})"))
            .ShouldBeEmpty(where);
    }
}
