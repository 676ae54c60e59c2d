using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Look;

/// <summary>The rules of a board that is read from five metres, measured where the browser laid it out.</summary>
public sealed class TelevisionTests(FullBoard house) : IClassFixture<FullBoard>
{
    public static TheoryData<string, string> Boards => new(
        from screen in Screen.Televisions from language in new[] { "pt-BR", "en-US" } select (screen.Name, language));

    [Theory, MemberData(nameof(Boards))]
    public async Task Labels_are_a_thirty_fourth_of_the_height_and_main_numbers_a_fifteenth(string screen, string language)
    {
        await using var visit = await house.OpenFullAsync(Of(screen), language);
        var texts = await visit.Page.EvaluateAsync<Text[]>("""
            () => { const found = [];
                    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    while (walk.nextNode()) {
                      const text = walk.currentNode.textContent.trim(); const of = walk.currentNode.parentElement;
                      if (text === '' || of.closest('.out-of-sight, script, style, noscript') !== null) continue;
                      const box = of.getBoundingClientRect();
                      found.push({ what: text, size: parseFloat(getComputedStyle(of).fontSize), isMain: of.matches('[data-count=entered] b, [data-count=actual] b, [data-count=breaches] b, [data-total] b:only-child') && of.closest('.figure') !== null });
                    }
                    return found; }
            """);
        var height = Of(screen).Height;
        texts.Length.ShouldBeGreaterThan(60);
        texts.Where(text => text.Size < height / 34.0).ShouldBeEmpty();
        texts.Count(text => text.IsMain).ShouldBeGreaterThanOrEqualTo(9);
        texts.Where(text => text.IsMain && text.Size < height / 15.0).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Boards))]
    public async Task Nothing_scrolls_and_nothing_is_cut_off(string screen, string language)
    {
        await using var visit = await house.OpenFullAsync(Of(screen), language);
        (await visit.Page.EvaluateAsync<bool>("""
            () => [document.documentElement, document.body].some(e => e.scrollHeight > innerHeight || e.scrollWidth > innerWidth)
            """)).ShouldBeFalse();
        // Names of promises on the strip may end in "…"; nothing else is longer or higher than its place.
        (await visit.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main, main *')]
              .filter(e => getComputedStyle(e).overflow !== 'visible' && e.closest('svg, .out-of-sight, .bar') === null && !e.matches('.cut'))
              .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
              .map(e => `${e.className} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: ${e.textContent.slice(0, 60)}`)
            """)).ShouldBeEmpty();
        (await visit.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main .cut:not(.name)')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)
            """)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_are_tabular_so_that_a_number_keeps_its_width()
    {
        await using var visit = await house.OpenFullAsync(Screen.FullHd);
        (await visit.Page.EvaluateAsync<double[]>("""
            () => { const b = document.querySelector('[data-stage=mql] [data-count=entered] b');
                    return ['1111', '4444', '8888', '0000'].map(text => { b.textContent = text; return b.getBoundingClientRect().width; }); }
            """)).Distinct().Count().ShouldBe(1);
    }

    private static Screen Of(string name) => Screen.All.Single(screen => screen.Name == name);

    private sealed record Text
    {
        public string What { get; set; } = "";

        public double Size { get; set; }

        public bool IsMain { get; set; }
    }
}
