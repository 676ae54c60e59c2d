using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Goals;

/// <summary>Goals are set, looked at day by day, changed and deleted; a plan becomes goals.</summary>
public sealed class GoalPagesTests(Chromium chromium)
{
    [Theory]
    [InlineData("pt-BR", "640 leads em “Qualificado por Marketing” por mês")]
    [InlineData("en-US", "640 leads in “Marketing Qualified” a month")]
    public async Task A_goal_is_set_changed_and_deleted(string language, string sentence)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/goals", language: language);
        var page = visit.Page;
        await page.Locator("[data-action=create]").ClickAsync();
        var form = page.Locator("[data-part=goal-form]");
        await form.Locator("[data-field=stage]").SelectOptionAsync("mql");
        await form.Locator("[data-field=target]").FillAsync("640");
        await Assertions.Expect(form).ToContainTextAsync(sentence);
        await form.Locator("[data-action=set]").ClickAsync();
        var card = page.Locator("[data-goal=marketing-entered-mql-month]");
        await Assertions.Expect(card).ToHaveAttributeAsync("data-target", "640");

        await card.Locator("[data-action=edit]").ClickAsync();
        await page.Locator("dialog[open] [data-field=target]").FillAsync("700");
        await page.Locator("dialog[open] [data-action=set]").ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("data-target", "700");
        (await house.Client.GetGoalAsync("marketing-entered-mql-month"))!.Target.ShouldBe(700);

        await card.Locator("[data-action=edit]").ClickAsync();
        await page.Locator("dialog[open] [data-action=delete]").ClickAsync();
        await page.Locator("dialog[open] [data-action=delete-confirm]").ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_a_goal_is_named_at_its_field()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/goals");
        await visit.Page.Locator("[data-action=create]").ClickAsync();
        var target = visit.Page.Locator("dialog[open] [data-field=target]");
        await target.FillAsync("0");
        await visit.Page.Locator("dialog[open] [data-action=set]").ClickAsync();
        await Assertions.Expect(target).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task The_pace_chart_and_its_table_show_what_was_counted_up_to_today()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await house.Client.PutGoalAsync("mqls", new GoalDefinition { Team = "marketing", Metric = "entered", Stage = "mql", Period = "month", Target = 40, Kind = "reach" });
        await house.PostAsync([.. Enumerable.Range(1, 3).Select(n => Happenings.Entered($"L-{n}", "mql"))]);
        await using var visit = await house.OpenPageAsync("/goals/mqls");
        var page = visit.Page;
        // A path that lies flat has no height, and none is seen to Playwright.
        await Assertions.Expect(page.Locator("[data-part=pace] [role=img] svg")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-part=pace] [role=img] svg")).ToContainTextAsync("Esperado em tempo útil");
        await page.Locator("[data-part=pace] [data-action=table]").ClickAsync();
        var counted = page.Locator("[data-part=pace] tbody tr").Filter(new() { HasNotText = "–" });
        await Assertions.Expect(counted.Last.Locator("td").Nth(1)).ToHaveTextAsync("3");
        await house.PostAsync(Happenings.Entered("L-4", "mql"));
        await Assertions.Expect(counted.Last.Locator("td").Nth(1)).ToHaveTextAsync("4");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_from_customers_back_to_leads_becomes_the_goals_of_the_next_period()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/plan", language: "en-US");
        var page = visit.Page;
        await page.Locator("[data-field=customers]").FillAsync("7");
        foreach (var (stage, rate) in new[] { ("lead", "50"), ("mql", "50"), ("sal", "80"), ("sql", "50"), ("opportunity", "50") })
            await page.Locator($"[data-step={stage}] input").FillAsync(rate);
        await Assertions.Expect(page.Locator("[data-step=opportunity] strong")).ToHaveTextAsync("14");
        await Assertions.Expect(page.Locator("[data-step=lead] strong")).ToHaveTextAsync("140");
        await page.Locator("[data-action=adopt]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=adopted]")).ToBeVisibleAsync();
        var goals = await house.Client.GetGoalsAsync();
        goals.Single(goal => goal.Id == "plan-lead").Target.ShouldBe(140);
        goals.Single(goal => goal.Id == "plan-customer").Target.ShouldBe(7);
        visit.Complaints.ShouldBeEmpty();
    }
}
