using System.Globalization;
using System.Text;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Leads;

/// <summary>100,000 leads in the list: what the page does itself answers within a tenth of a second, and what it holds does not grow with the list.</summary>
public sealed class HundredThousandLeadsTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    private const int Leads = 100_000;
    private const int Within = 100;

    /// <summary>Notes how long each event took until the frame after it, and each task over 50 ms (both in milliseconds).</summary>
    private const string Watching = """
        window.taken = [];
        window.tasks = [];
        new PerformanceObserver(list => { for (const e of list.getEntries()) window.tasks.push(e.duration); }).observe({ type: 'longtask' });
        for (const type of ['input', 'click', 'scroll', 'keydown'])
          addEventListener(type, e => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => window.taken.push(performance.now() - e.timeStamp);
            channel.port2.postMessage(0);
          }), { capture: true, passive: true });
        """;

    private const string Forget = "() => { window.taken.length = 0; window.tasks.length = 0; }";

    [Fact]
    public async Task Typing_sorting_and_scrolling_answer_within_a_tenth_of_a_second()
    {
        await FillAsync();
        await using var visit = await house.OpenPageAsync("/leads?sort=updated", language: "en-US");
        var page = visit.Page;
        await page.Locator("[data-lead]").First.WaitForAsync();
        // What the opening of the page costs is another matter.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.EvaluateAsync(Watching);

        var grid = page.GetByRole(AriaRole.Grid);
        await grid.HoverAsync();
        var scrolled = await CalmestAsync(async () =>
        {
            for (var turn = 0; turn < 60; turn++)
            {
                await page.Mouse.WheelAsync(0, 1_500);
                await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
            }

            await Assertions.Expect(page.Locator("[data-lead]").First).ToBeVisibleAsync();
            return await TakeAsync(page, "scrolling");
        });

        var search = page.GetByRole(AriaRole.Searchbox);
        var count = page.Locator("[data-part=count]");
        var typed = await CalmestAsync(async () =>
        {
            await search.FillAsync("");
            await Assertions.Expect(count).Not.ToHaveTextAsync("10 leads");
            await page.EvaluateAsync(Forget);
            await search.PressSequentiallyAsync("L-04242", new() { Delay = 40 });
            await Assertions.Expect(count).ToHaveTextAsync("10 leads");
            return await TakeAsync(page, "typing");
        });

        await search.FillAsync("");
        await Assertions.Expect(count).Not.ToHaveTextAsync("10 leads");
        var sorted = await CalmestAsync(async () =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Last change" }).ClickAsync();
            await page.Locator("[data-lead]").First.WaitForAsync();
            await page.EvaluateAsync(Forget);
            await page.GetByRole(AriaRole.Button, new() { Name = "Next due" }).ClickAsync();
            await page.Locator("[data-lead]").First.WaitForAsync();
            return await TakeAsync(page, "sorting");
        });

        scrolled.ShouldBeLessThan(Within);
        typed.ShouldBeLessThan(Within);
        sorted.ShouldBeLessThan(Within);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_whole_list_is_scrolled_through_and_neither_rows_nor_leads_pile_up()
    {
        await FillAsync();
        await using var visit = await house.OpenPageAsync("/leads?sort=updated", language: "en-US");
        var page = visit.Page;
        await page.Locator("[data-lead]").First.WaitForAsync();
        var grid = page.GetByRole(AriaRole.Grid);
        var rows = await grid.GetByRole(AriaRole.Row).CountAsync();
        // To the end that is known, again and again, until there is no more.
        await page.EvaluateAsync(
            """
            async () => {
              const grid = document.querySelector('[role=grid]');
              while (grid.getAttribute('aria-rowcount') === '-1') {
                grid.scrollTop = grid.scrollHeight;
                await new Promise(done => setTimeout(done, 20));
              }
              grid.scrollTop = grid.scrollHeight;
            }
            """);
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{Leads + 1}");
        // In the middle of the list more rows stand ready than at its ends: the last one is there once the page has followed.
        await Assertions.Expect(grid.Locator($"[aria-rowindex='{Leads + 1}'] [data-lead]")).ToBeVisibleAsync();
        (await grid.GetByRole(AriaRole.Row).CountAsync()).ShouldBeLessThanOrEqualTo(rows + 4);
        await Assertions.Expect(page.Locator("[data-part=count]")).ToHaveTextAsync("100,000 leads");

        // What was let go comes back where it was.
        await grid.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Nth(1).Locator("[data-lead]")).ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    /// <summary>Another module's tests may take the processors for a moment: what the page itself costs is seen in the calmest of three rounds.</summary>
    private static async Task<double> CalmestAsync(Func<Task<double>> round)
    {
        var calmest = double.MaxValue;
        for (var n = 0; n < 3 && calmest >= Within; n++) calmest = Math.Min(calmest, await round());
        return calmest;
    }

    /// <summary>What all but the slowest hundredth of the answers since the last call took, in milliseconds.</summary>
    private static async Task<double> TakeAsync(IPage page, string what)
    {
        await page.WaitForFunctionAsync("() => window.taken.length > 0");
        var taken = await page.EvaluateAsync<double[]>("() => window.taken.splice(0)");
        var tasks = await page.EvaluateAsync<double[]>("() => window.tasks.splice(0)");
        var ordered = taken.Order().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {ordered.Length} events, median {ordered[ordered.Length / 2]:0} ms, slowest {ordered[^1]:0} ms; tasks over 50 ms: {string.Join(", ", tasks.Select(task => $"{task:0}"))}");
        return ordered[(int)(ordered.Length * 0.99)];
    }

    /// <summary>Leads L-000000 to L-099999, most of them MQLs with a clock; once for the class.</summary>
    private async Task FillAsync()
    {
        using var client = house.Host.CreateClient();
        client.Timeout = TimeSpan.FromMinutes(5);
        // Their clocks run: nothing falls due while the page is looked at.
        var now = TimeProvider.System.GetUtcNow();
        var lines = new StringBuilder();
        for (var n = 0; n < Leads; n++)
        {
            var stage = n % 4 == 0 ? "sal" : "mql";
            var at = now.AddSeconds(-(n % 1_800)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            lines.Append($$"""{"id":"e-{{n}}","type":"lead.stage_changed","lead":"L-{{n:000000}}","occurredAt":"{{at}}","data":{"stage":"{{stage}}"} }""").Append('\n');
        }

        using var body = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"refused\":0");
    }
}
