using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Look;

/// <summary>The rules of a board that is read from five metres, measured where the browser laid it out.</summary>
public sealed class TelevisionTests(FullBoard house) : IClassFixture<FullBoard>
{
    private const string ReadTexts = """
        () => { const found = [];
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                  const text = walk.currentNode.textContent.trim(); const of = walk.currentNode.parentElement;
                  if (text === '' || of.closest('.out-of-sight, script, style, noscript') !== null) continue;
                  found.push({ what: text, size: parseFloat(getComputedStyle(of).fontSize), isMain: of.matches(
                    '[data-count=entered] b, [data-count=actual] b, [data-count=breaches] b, [data-count=compliance]:not(.none), .number b, p.number') });
                }
                return found; }
        """;

    public static TheoryData<string, string> Boards => new(
        from screen in Screen.Televisions.Append(Screen.Portrait) from language in new[] { "pt-BR", "en-US" } select (screen.Name, language));

    private static readonly string[] Scenes = ["funnel", "goals", "sla", "sources", "today"];

    [Theory, MemberData(nameof(Boards))]
    public async Task Labels_are_a_thirty_fourth_of_the_height_and_main_numbers_a_fifteenth(string screen, string language)
    {
        // An upright television is the same one turned: its letters are as large as before.
        var height = Math.Min(Of(screen).Width, Of(screen).Height);
        var all = new List<Text>();
        foreach (var scene in Scenes)
        {
            await using var visit = await house.OpenFullAsync(Of(screen), language, scene: scene);
            var texts = await visit.Page.EvaluateAsync<Text[]>(ReadTexts);
            texts.Where(text => text.Size < height / 34.0).ShouldBeEmpty(scene);
            texts.Count(text => text.IsMain).ShouldBeGreaterThanOrEqualTo(2, scene);
            texts.Where(text => text.IsMain && text.Size < height / 15.0).ShouldBeEmpty(scene);
            all.AddRange(texts);
        }

        all.Count.ShouldBeGreaterThan(150);
    }

    [Theory, MemberData(nameof(Boards))]
    public async Task A_broken_promise_is_as_large_as_the_wall_and_fits_it(string screen, string language)
    {
        await using var visit = await house.OpenFullAsync(Of(screen), language);
        await house.PostAsync(Happenings.Entered($"NOVO-{screen}-{language}", "mql"));
        await visit.Page.Locator("main[data-scene=breach] .lead").WaitForAsync();
        await visit.Page.Locator("[data-part=alarm]").EvaluateAsync("alarm => alarm.getAnimations().forEach(animation => animation.finish())");
        var texts = await visit.Page.EvaluateAsync<Text[]>(ReadTexts);
        var height = Math.Min(Of(screen).Width, Of(screen).Height);
        texts.Where(text => text.Size < height / 34.0).ShouldBeEmpty();
        (await CutAsync(visit)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Boards))]
    public async Task Nothing_scrolls_and_nothing_is_cut_off(string screen, string language)
    {
        foreach (var scene in Scenes)
        {
            await using var visit = await house.OpenFullAsync(Of(screen), language, scene: scene);
            (await CutAsync(visit)).ShouldBeEmpty(scene);
        }
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

    /// <summary>What scrolls, and what is longer or higher than its place; names of promises, sources and companies may end in "…".</summary>
    private static Task<string[]> CutAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("""
        () => [
          ...[document.documentElement, document.body].filter(e => e.scrollHeight > innerHeight || e.scrollWidth > innerWidth).map(e => `${e.tagName} scrolls`),
          ...[...document.querySelectorAll('main, main *')]
            .filter(e => getComputedStyle(e).overflow !== 'visible' && e.closest('svg, .out-of-sight, .bar, .track') === null && !e.matches('.cut'))
            .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
            .map(e => `${e.className} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: ${e.textContent.slice(0, 60)}`),
          ...[...document.querySelectorAll('main .cut:not(.name)')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)]
        """);

    private static Screen Of(string name) => Screen.All.Single(screen => screen.Name == name);

    private sealed record Text
    {
        public string What { get; set; } = "";

        public double Size { get; set; }

        public bool IsMain { get; set; }
    }
}
