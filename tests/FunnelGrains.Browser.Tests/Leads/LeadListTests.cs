using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Leads;

/// <summary>The list of leads: found, narrowed, ordered, kept up to date, and walked through without a mouse.</summary>
public sealed class LeadListTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    [Theory]
    [InlineData("pt-BR", "Responsável", "Qualificado por Marketing", "1 lead", "Limpar filtros")]
    [InlineData("en-US", "Owner", "Marketing Qualified", "1 lead", "Clear filters")]
    public async Task A_lead_is_found_by_search_and_filters_that_stand_in_the_address(string language, string owner, string stage, string one, string clear)
    {
        var (mark, rival) = (Mark(), Mark());
        await house.PostAsync(Captured(mark, "feira"), Happenings.Entered(mark, "mql"), Assigned(mark, $"Ana {mark}"), Captured(rival, "site"));
        await using var visit = await house.OpenPageAsync("/leads", language: language);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync(mark);
        await Assertions.Expect(page.Locator("[data-part=count]")).ToHaveTextAsync(one);
        await Assertions.Expect(page.Locator($"[data-lead={mark}]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = mark })).ToContainTextAsync(stage);
        await page.GetByLabel(owner, new() { Exact = true }).SelectOptionAsync($"Ana {mark}");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("[?&]owner=Ana"));

        await using var other = await house.OpenPageAsync(new Uri(page.Url).PathAndQuery, language: language);
        await Assertions.Expect(other.Page.Locator("[data-lead]")).ToHaveCountAsync(1);
        await other.Page.GetByRole(AriaRole.Searchbox).FillAsync(rival);
        await Assertions.Expect(other.Page.Locator(".empty")).ToBeVisibleAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = clear }).ClickAsync();
        await Assertions.Expect(other.Page.Locator($"[data-lead={rival}]")).ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_leads_behind_a_number_say_which_number_and_all_leads_come_back()
    {
        var (entered, captured) = (Mark(), Mark());
        await house.PostAsync(Captured(captured, entered), Captured(entered, entered), Happenings.Entered(entered, "mql"));
        var today = TimeProvider.System.GetUtcNow();
        var days = $"from={today.AddDays(-1):yyyy-MM-dd}&to={today:yyyy-MM-dd}";
        await using var visit = await house.OpenPageAsync($"/leads?fact=entered&key=mql&{days}&source={entered}", language: "en-US");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("[data-part=behind]")).ToContainTextAsync("Entered Marketing Qualified");
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveTextAsync([entered]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all leads" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveCountAsync(2);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("fact="));
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_mouse_a_lead_is_searched_walked_to_and_opened()
    {
        var mark = Mark();
        await house.PostAsync([.. Enumerable.Range(1, 3).Select(n => Captured($"{mark}-{n}", mark))]);
        await using var visit = await house.OpenPageAsync("/leads?sort=updated");
        var page = visit.Page;
        await page.Locator("[data-lead]").First.WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(mark);
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var second = await page.Locator("[data-lead]").Nth(1).GetAttributeAsync("data-lead");
        await Assertions.Expect(page.Locator($"[id='{await page.GetByRole(AriaRole.Grid).GetAttributeAsync("aria-activedescendant")}']")).ToContainTextAsync(second!);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=lead]")).ToHaveTextAsync(second!);
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveCountAsync(3);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task My_leads_are_mine_alone_with_the_next_clock_first_and_I_am_remembered()
    {
        var (mark, me) = (Mark(), $"Rita {Mark()}");
        var (later, sooner) = ($"{mark}-later", $"{mark}-sooner");
        // One business hour is over before four are, at whatever hour of the week both begin.
        await house.PostAsync(
            Captured(later, "ads"), Assigned(later, me), Happenings.Entered(later, "mql"),
            Captured(sooner, "ads"), Assigned(sooner, me), Happenings.Entered(sooner, "sal"),
            Captured($"{mark}-other", "ads"));
        await using var visit = await house.OpenPageAsync("/leads", language: "en-US");
        var page = visit.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "My leads" })).ToBeDisabledAsync();
        await page.Locator("[data-part=me]").SelectOptionAsync(me);
        await page.GetByRole(AriaRole.Button, new() { Name = "My leads" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-part=me]")).ToHaveValueAsync(me);
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveTextAsync([sooner, later]);
        await Assertions.Expect(page.Locator("[role=grid] [data-standing]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_lead_that_moves_changes_where_it_stands_and_the_order_waits_while_somebody_is_at_it()
    {
        var mark = Mark();
        await house.PostAsync(Captured($"{mark}-1", mark), Captured($"{mark}-2", mark));
        await using var visit = await house.OpenPageAsync($"/leads?sort=updated&source={mark}");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveTextAsync([$"{mark}-2", $"{mark}-1"]);
        await page.GetByRole(AriaRole.Grid).FocusAsync();
        await house.PostAsync(Happenings.Entered($"{mark}-1", "mql"));
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{mark}-1" })).ToContainTextAsync("Qualificado por Marketing");
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveTextAsync([$"{mark}-2", $"{mark}-1"]);
        await page.Locator("[data-part=changes]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-lead]")).ToHaveTextAsync([$"{mark}-1", $"{mark}-2"]);
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Axe_finds_nothing_on_a_full_list(string theme)
    {
        var mark = Mark();
        await house.PostAsync([.. Enumerable.Range(1, 40).Select(n => Happenings.Entered($"{mark}-{n}", n % 2 == 0 ? "mql" : "sal"))]);
        await using var visit = await house.OpenPageAsync($"/leads?q={mark}&status=open&theme={theme}");
        await visit.Page.Locator("[role=grid] [data-standing]").First.WaitForAsync();
        await visit.Page.ShouldBeAccessibleAsync($"leads {theme}");
    }

    private static string Mark() => $"L{Guid.NewGuid():N}"[..9];

    private static FunnelEvent Captured(string lead, string source) =>
        new() { Id = $"{lead}-captured", Type = EventTypes.Captured, Lead = lead, Data = new JsonObject { ["source"] = source } };

    private static FunnelEvent Assigned(string lead, string owner) =>
        new() { Id = $"{lead}-assigned", Type = EventTypes.Assigned, Lead = lead, Data = new JsonObject { ["owner"] = owner } };
}
