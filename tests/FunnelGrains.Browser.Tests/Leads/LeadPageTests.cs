using System.Text.Json.Nodes;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Leads;

/// <summary>A lead's page: what is known of it, and what a rep says has happened.</summary>
public sealed class LeadPageTests(OrdinaryHost house) : IClassFixture<OrdinaryHost>
{
    [Theory]
    [InlineData("pt-BR", "Vendas aceita ou rejeita um MQL em 4 horas úteis", "Vence", "Captado", "Horário Padrão de Brasília")]
    [InlineData("en-US", "Sales accepts or rejects an MQL within 4 business hours", "Due", "Captured", "Brasilia Standard Time")]
    public async Task It_spells_out_what_is_due_and_tells_all_that_happened(string language, string promise, string due, string captured, string zone)
    {
        var lead = Mark();
        await house.PostAsync(
            new FunnelEvent
            {
                Id = $"{lead}-captured",
                Type = EventTypes.Captured,
                Lead = lead,
                Data = new JsonObject { ["source"] = "feira" },
                Personal = new JsonObject { ["email"] = "eva@example.com" },
            },
            Happenings.Entered(lead, "mql"));
        await using var visit = await house.OpenPageAsync($"/leads/{lead}", language: language);
        var page = visit.Page;
        var clock = page.Locator("[data-clause=accept_mql]");
        await Assertions.Expect(clock).ToContainTextAsync(promise);
        var expected = (await house.Client.GetLeadAsync(lead))!.Clocks.Single().Due!.Value.ToOffset(TimeSpan.FromHours(-3));
        var words = clock.Locator("[data-part=due]");
        await Assertions.Expect(words).ToContainTextAsync(due);
        await Assertions.Expect(words).ToContainTextAsync(zone);
        await Assertions.Expect(words).ToContainTextAsync($"{expected:HH:mm}");
        await Assertions.Expect(words).ToContainTextAsync($"{expected:yyyy}");
        (await clock.GetByRole(AriaRole.Link).GetAttributeAsync("href")).ShouldBe("/agreement#clause-accept_mql");
        await Assertions.Expect(page.Locator("[data-event]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("[data-event]").Last).ToContainTextAsync(captured);
        await Assertions.Expect(page.Locator("[data-part=personal]")).ToContainTextAsync("eva@example.com");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rep_accepts_touches_assigns_and_recycles_by_ordinary_events_of_his_own()
    {
        var lead = Mark();
        var me = $"Rita {lead}";
        await house.PostAsync(Happenings.Entered(lead, "mql"), Assigned(lead, me));
        await using var visit = await house.OpenPageAsync($"/leads/{lead}");
        var page = visit.Page;
        await page.Locator("[data-part=me]").SelectOptionAsync(me);
        await page.Locator("[data-action=accept]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=stage]")).ToContainTextAsync("Aceito por Vendas");
        await Assertions.Expect(page.Locator("[data-part=said]")).ToContainTextAsync("Registrado: Foi para Aceito por Vendas");
        await page.Locator("[data-channel=whatsapp]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-type='lead.touched']")).ToHaveCountAsync(1);

        await page.Locator("[data-action=assign]").ClickAsync();
        await page.Locator("dialog[open] input").FillAsync("Bruno");
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=owner]")).ToHaveTextAsync("Bruno");

        await page.Locator("[data-action=recycle]").ClickAsync();
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open] textarea")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("dialog[open] textarea").FillAsync("Sem orçamento agora");
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-type='lead.recycled']")).ToContainTextAsync("Sem orçamento agora");

        var told = (await house.Client.GetLeadAsync(lead))!;
        told.Cycle.ShouldBe(2);
        var mine = told.Timeline.Where(entry => entry.Id.StartsWith("page-", StringComparison.Ordinal)).ToList();
        mine.Select(entry => entry.Type).ShouldBe(["lead.stage_changed", "lead.touched", "lead.assigned", "lead.recycled"], ignoreOrder: true);
        mine.ShouldAllBe(entry => entry.Actor == me && entry.Origin == "browser");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_double_click_is_one_event()
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Entered(lead, "sal"));
        await using var visit = await house.OpenPageAsync($"/leads/{lead}");
        var page = visit.Page;
        await page.Locator("[data-channel=call]").DblClickAsync();
        await page.Locator("[data-channel=email]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-type='lead.touched']")).ToHaveCountAsync(2);
        (await house.Client.GetLeadAsync(lead))!.Timeline.Count(entry => entry.Type == "lead.touched").ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_has_its_reason_and_what_the_server_refuses_is_named()
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Entered(lead, "mql"));
        await using var visit = await house.OpenPageAsync($"/leads/{lead}", language: "en-US");
        var page = visit.Page;
        await page.Locator("[data-action=reject]").ClickAsync();
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open] .error")).ToHaveTextAsync("Write the reason.");
        await page.Locator("dialog[open] textarea").FillAsync("A student");
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=status]")).ToHaveTextAsync("Rejected");

        await page.Locator("[data-action=assign]").ClickAsync();
        await page.Locator("dialog[open] input").FillAsync(new string('x', 201));
        await page.Locator("dialog[open] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open] [data-problem]")).ToContainTextAsync("/data/owner");
    }

    [Fact]
    public async Task A_lead_that_is_not_there_says_so()
    {
        await using var visit = await house.OpenPageAsync("/leads/no-such-lead", language: "en-US");
        await Assertions.Expect(visit.Page.Locator("#content h1")).ToHaveTextAsync("There is no such lead");
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Axe_finds_nothing_on_a_lead_nor_in_its_forms(string theme)
    {
        var lead = Mark();
        await house.PostAsync(Happenings.Captured(lead), Happenings.Entered(lead, "mql"));
        await using var visit = await house.OpenPageAsync($"/leads/{lead}?theme={theme}");
        await visit.Page.Locator("[data-clause]").First.WaitForAsync();
        await visit.Page.ShouldBeAccessibleAsync($"lead {theme}");
        await visit.Page.Locator("[data-action=stage]").ClickAsync();
        await visit.Page.Locator("dialog[open] select").SelectOptionAsync("customer");
        await visit.Page.ShouldBeAccessibleAsync($"change of stage {theme}");
    }

    private static string Mark() => $"L{Guid.NewGuid():N}"[..9];

    private static FunnelEvent Assigned(string lead, string owner) =>
        new() { Id = $"{lead}-assigned", Type = EventTypes.Assigned, Lead = lead, Data = new JsonObject { ["owner"] = owner } };
}
