using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Pages whose address needs an id or a part, by the rules of WCAG 2.2 AA: forms that are filled in, a goal, a plan, a meeting, a dialog.</summary>
public sealed class AccessibleRoomsTests(Chromium chromium)
{
    private static readonly string[] Parts = ["clauses", "stages", "definitions", "roles", "calendars", "goals", "meetings", "general", "json"];

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Axe_finds_nothing_on_a_draft_a_goal_a_plan_or_a_meeting(string theme)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(Happenings.Entered("L-1", "mql"), Happenings.Won("L-2", 1_000));
        await house.Client.PutGoalAsync("mqls", new GoalDefinition { Team = "marketing", Metric = "entered", Stage = "mql", Period = "month", Target = 40, Kind = "reach" });
        using (var client = house.Host.CreateClient())
        {
            using var body = new StringContent("""{"kind":"weekly","name":"Axe"}""", System.Text.Encoding.UTF8, "application/json");
            using var called = await client.PostAsync(new Uri("/api/v1/meetings", UriKind.Relative), body);
            called.EnsureSuccessStatusCode();
        }

        await using var visit = await house.OpenPageAsync($"/meetings?theme={theme}");
        var page = visit.Page;
        await page.Locator("[data-meeting] a").First.ClickAsync();
        await page.Locator("[data-part=notes]").WaitForAsync();
        await page.ShouldBeAccessibleAsync("a meeting");
        foreach (var address in new[] { "/plan?theme=", "/goals/mqls?theme=" }.Concat(Parts.Select(part => $"/agreement/draft?part={part}&theme=")))
        {
            await visit.GoAsync(address + theme);
            await page.Locator("#content h1").WaitForAsync();
            await Assertions.Expect(page.Locator("#content .skeleton")).ToHaveCountAsync(0);
            await page.ShouldBeAccessibleAsync(address);
        }

        await visit.GoAsync($"/goals?theme={theme}");
        await page.Locator("[data-action=create]").ClickAsync();
        await page.Locator("dialog[open] [data-part=goal-form]").WaitForAsync();
        await page.ShouldBeAccessibleAsync("a goal's form");
        visit.Complaints.ShouldBeEmpty();
    }
}
