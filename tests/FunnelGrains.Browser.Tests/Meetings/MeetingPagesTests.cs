using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Meetings;

/// <summary>A meeting is prepared, its decisions are written down, carried over and done; it is printed and exported.</summary>
public sealed class MeetingPagesTests(Chromium chromium)
{
    [Theory]
    [InlineData("pt-BR", "Decisões", ";")]
    [InlineData("en-US", "Decisions", ",")]
    public async Task A_meeting_keeps_its_figures_and_decisions_and_exports_them_in_the_pages_language(string language, string decisions, string parts)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync([.. Enumerable.Range(1, 5).Select(n => Happenings.Entered($"L-{n}", "mql"))]);
        await using var visit = await house.OpenPageAsync("/meetings", language: language);
        var page = visit.Page;
        await CallAsync(page);
        await house.PostAsync(Happenings.Entered("L-late", "mql"));

        await DecideAsync(page, "Responder no mesmo dia", "ana", "2031-12-04");
        await Assertions.Expect(page.Locator("[data-decision][data-status=open]")).ToContainTextAsync("ana");
        var first = page.Url;
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-part=meeting-funnel] tr", new() { HasText = language == "pt-BR" ? "Qualificado por Marketing" : "Marketing Qualified" }).Locator("td").Last).ToHaveTextAsync("5");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-export=csv]").ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".csv");
        var text = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        text.ShouldContain("Responder no mesmo dia");
        text.ShouldContain(parts);
        var workbook = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-export=xlsx]").ClickAsync());
        workbook.SuggestedFilename.ShouldEndWith(".xlsx");

        await page.Locator("#content h1 a").ClickAsync();
        await CallAsync(page);
        page.Url.ShouldNotBe(first);
        var carried = page.Locator("[data-decision]");
        await Assertions.Expect(carried).ToContainTextAsync("Responder no mesmo dia");
        await carried.Locator("[data-action=toggle]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-decision][data-status=done]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-part=decisions] h2")).ToHaveTextAsync(decisions);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Notes_are_kept_and_the_sheet_prints_without_what_is_only_for_a_screen()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/meetings");
        var page = visit.Page;
        await CallAsync(page);
        await page.Locator("[data-part=notes] textarea").FillAsync("Ana mostra o formulário novo.");
        await page.Locator("[data-action=note]").ClickAsync();
        // Saved: nothing is left to undo.
        await Assertions.Expect(page.Locator("[data-part=notes] button")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-action=note]")).ToBeDisabledAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-part=notes] textarea")).ToHaveValueAsync("Ana mostra o formulário novo.");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.GetByText("Ana mostra o formulário novo.").Last).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-part=decision-form]")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-export=csv]")).ToBeHiddenAsync();
        (await page.PdfAsync()).Length.ShouldBeGreaterThan(10_000);
    }

    private static async Task CallAsync(IPage page)
    {
        await page.Locator("[data-action=call]").ClickAsync();
        await page.Locator("dialog[open] [data-action=call-now]").ClickAsync();
        await page.Locator("article.meeting [data-part=decisions]").WaitForAsync();
    }

    private static async Task DecideAsync(IPage page, string text, string owner, string due)
    {
        var form = page.Locator("[data-part=decision-form]");
        await form.Locator("[data-field=text]").FillAsync(text);
        await form.Locator("[data-field=owner]").FillAsync(owner);
        await form.Locator("[data-field=due]").FillAsync(due);
        await form.Locator("[data-action=decide]").ClickAsync();
    }
}
