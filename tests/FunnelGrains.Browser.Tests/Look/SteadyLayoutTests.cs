using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Look;

/// <summary>Numbers change; what stands around them does not move.</summary>
public sealed class SteadyLayoutTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    [Fact]
    public async Task Nothing_moves_from_its_place_when_numbers_change()
    {
        await house.PostAsync([.. Enumerable.Range(0, 120).Select(n => Happenings.Entered($"many-{n}", "mql"))]);
        await using var visit = await house.OpenAsync();
        await visit.Page.EvaluateAsync("""
            () => { window.shifts = [];
                    new PerformanceObserver(list => { for (const e of list.getEntries())
                      window.shifts.push(e.value + ' ' + e.sources.map(s => s.node?.parentElement?.outerHTML.slice(0, 120)).join()); })
                      .observe({ type: 'layout-shift', buffered: false }); }
            """);
        for (var n = 0; n < 20; n++)
        {
            var count = await visit.Page.Count("mql", "entered").InnerTextAsync();
            await house.PostAsync(Happenings.Entered($"another-{n}", "mql"));
            await Assertions.Expect(visit.Page.Count("mql", "entered")).Not.ToHaveTextAsync(count);
        }
        (await visit.Page.EvaluateAsync<string[]>("() => window.shifts")).ShouldBeEmpty();
    }
}
