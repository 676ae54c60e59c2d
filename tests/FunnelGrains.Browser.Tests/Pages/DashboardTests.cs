using System.Text.Json.Nodes;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>The dashboard: the same numbers as everywhere, narrowed, compared, and with the leads behind them.</summary>
public sealed class DashboardTests(Chromium chromium)
{
    [Fact]
    public async Task It_shows_what_was_posted_and_moves_when_more_comes()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(From("L-1", "ads"), From("L-2", "ads"), From("L-3", "site"), Happenings.Entered("L-1", "mql"), Happenings.Won("L-1", 1_500));
        await using var visit = await house.OpenPageAsync("/");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("[data-figure=captured] a")).ToHaveTextAsync("3");
        await Assertions.Expect(page.Locator("[data-figure=won] a")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("[data-figure=revenue] a")).ToContainTextAsync("1.500");
        await Assertions.Expect(page.Locator("[data-stage=mql] .entered a")).ToHaveTextAsync("1");
        await house.PostAsync(From("L-4", "site"));
        await Assertions.Expect(page.Locator("[data-figure=captured] a")).ToHaveTextAsync("4");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_is_in_the_address_so_that_whoever_gets_it_sees_the_same()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(From("L-1", "ads"), From("L-2", "ads"), From("L-3", "site"));
        await using var visit = await house.OpenPageAsync("/", language: "en-US");
        await visit.Page.GetByLabel("Source", new() { Exact = true }).SelectOptionAsync("ads");
        await Assertions.Expect(visit.Page.Locator("[data-figure=captured] a")).ToHaveTextAsync("2");
        await using var other = await house.OpenPageAsync(new Uri(visit.Page.Url).PathAndQuery);
        await Assertions.Expect(other.Page.Locator("[data-figure=captured] a")).ToHaveTextAsync("2");
        await Assertions.Expect(other.Page.GetByLabel("Origem", new() { Exact = true })).ToHaveValueAsync("ads");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Limpar filtros" }).ClickAsync();
        await Assertions.Expect(other.Page.Locator("[data-figure=captured] a")).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task Every_chart_has_its_numbers_as_a_table_too()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(From("L-1", "ads"), From("L-2", "site"), Happenings.Entered("L-1", "mql"));
        await using var visit = await house.OpenPageAsync("/", language: "en-US");
        var page = visit.Page;
        var cards = page.Locator("section.card:has(button[aria-pressed])");
        await Assertions.Expect(cards).ToHaveCountAsync(6);
        for (var n = 0; n < 6; n++)
        {
            var card = cards.Nth(n);
            await card.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            await Assertions.Expect(card.Locator("table thead th").First).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "By source" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task In_an_empty_house_it_says_how_to_begin()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/", language: "en-US");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Make a key" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#content h1")).ToHaveTextAsync("Integrations");
    }

    private static FunnelEvent From(string lead, string source) => new()
    {
        Id = $"{lead}-captured",
        Type = EventTypes.Captured,
        Lead = lead,
        Data = new JsonObject { ["source"] = source },
    };
}
