using System.Text.RegularExpressions;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Breaches;

/// <summary>The inbox of broken promises, on a host where Sales has three seconds to accept.</summary>
public sealed class BreachPagesTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    [Theory]
    [InlineData("pt-BR", "Assumido", "Resolvido")]
    [InlineData("en-US", "Taken", "Resolved")]
    public async Task A_breach_is_taken_noted_and_resolved_with_its_reason(string language, string taken, string resolved)
    {
        var lead = Mark();
        await using var visit = await house.OpenPageAsync("/breaches", language: language);
        var page = visit.Page;
        await house.PostAsync(Happenings.Entered(lead, "mql"));
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = lead });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await dialog.Locator("[data-action=take]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-standing]")).ToContainTextAsync(taken);
        await dialog.GetByRole(AriaRole.Textbox).First.FillAsync("Ligamos duas vezes");
        await dialog.Locator("[data-action=note]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-step=noted]")).ToContainTextAsync("Ligamos duas vezes");
        await dialog.Locator("[data-action=resolve]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("no_capacity");
        await dialog.GetByRole(AriaRole.Textbox).Nth(1).FillAsync("Feriado sem plantão");
        await dialog.Locator("[data-action=resolve]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-standing]")).ToContainTextAsync(resolved);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("breach="));

        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(row).ToContainTextAsync(resolved);
        await page.Locator("#b-hands").SelectOptionAsync("nobody");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_else_has_is_said_and_taken_from_him_only_on_purpose()
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Entered(lead, "mql"));
        await house.DueAsync(lead);
        await using var ana = await house.OpenPageAsync($"/breaches", language: "en-US");
        await ana.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = lead }).GetByRole(AriaRole.Button).ClickAsync();
        await ana.Page.Locator("[data-action=take]").WaitForAsync();
        await Assertions.Expect(ana.Page).ToHaveURLAsync(new Regex("breach="));
        var address = new Uri(ana.Page.Url).PathAndQuery;
        await using var bruno = await house.OpenPageAsync(address, language: "en-US");
        await bruno.Page.EvaluateAsync("() => localStorage.setItem('funnelgrains.me', 'Bruno')");
        await bruno.Page.ReloadAsync();
        await bruno.Page.Locator("[data-action=take]").ClickAsync();
        await Assertions.Expect(bruno.Page.Locator("[data-action=release]")).ToBeVisibleAsync();

        // Her dialog still offers it; the desk says whose it is, and the dialog shows it.
        await ana.Page.Locator("[data-action=take]").ClickAsync();
        await Assertions.Expect(ana.Page.Locator("[data-problem='409']")).ToContainTextAsync("Bruno");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Take it from Bruno" }).ClickAsync();
        await Assertions.Expect(ana.Page.Locator("[data-action=take]")).ToBeVisibleAsync();
        await Assertions.Expect(ana.Page.Locator("[data-step=released]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Breaches_stand_in_groups_their_history_has_days_and_what_is_shown_is_a_file()
    {
        var (one, two) = (Mark(), Mark());
        await house.PostAsync(Happenings.Entered(one, "mql"), Happenings.Entered(two, "mql"));
        await house.DueAsync(one, two);
        await house.PostAsync(Happenings.Entered(two, "sal"));
        await using var visit = await house.OpenPageAsync("/breaches?group=clause", language: "en-US");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("[data-group=accept_mql]")).ToContainTextAsync("Sales accepts or rejects an MQL");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = one })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = two })).ToHaveCountAsync(0);
        await page.Locator("[data-view=history]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = two })).ToContainTextAsync("Met late");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-action=export]").ClickAsync());
        download.SuggestedFilename.ShouldMatch(@"^breaches-\d{4}-\d\d-\d\d\.csv$");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines[0].ShouldStartWith("Lead,Clause,Team,Owner,Due,State");
        lines.ShouldContain(line => line.StartsWith($"{two},", StringComparison.Ordinal) && line.Contains("Met late"));

        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2001-01-01");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("[data-part=empty]")).ToContainTextAsync("No promise was broken in this period");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_runs_counts_down_and_leads_to_its_lead()
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Entered(lead, "sal"));
        await using var visit = await house.OpenPageAsync("/breaches?view=risk&show=all");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = lead }).First.WaitForAsync();
        await page.Locator($"[data-lead={lead}]").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=lead]")).ToHaveTextAsync(lead);
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Axe_finds_nothing_in_any_view_nor_on_a_breach(string theme)
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Entered(lead, "mql"), Happenings.Entered($"{lead}-2", "sal"));
        await house.DueAsync(lead);
        foreach (var view in (string[])["view=risk&show=all", "view=history&group=owner", "group=clause"])
        {
            await using var visit = await house.OpenPageAsync($"/breaches?{view}&theme={theme}");
            await visit.Page.GetByRole(AriaRole.Gridcell).First.WaitForAsync();
            await Assertions.Expect(visit.Page.Locator("#content .skeleton")).ToHaveCountAsync(0);
            await visit.Page.ShouldBeAccessibleAsync($"{view} {theme}");
            if (!view.StartsWith("group", StringComparison.Ordinal)) continue;
            await visit.Page.Locator("[data-breach]").First.ClickAsync();
            await visit.Page.Locator("[data-step]").First.WaitForAsync();
            await visit.Page.ShouldBeAccessibleAsync($"a breach {theme}");
        }
    }

    private static string Mark() => $"L{Guid.NewGuid():N}"[..9];
}
