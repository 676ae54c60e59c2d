using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Agreements;

/// <summary>A target such as "4 business hours" is a promise only when everybody reads the same instant out of it.</summary>
public sealed class DueInstantTests(Chromium chromium)
{
    [Theory]
    [InlineData("pt-BR", "segunda-feira, 9 de novembro de 2026, 11:00", "segunda-feira, 9 de novembro de 2026, 16:00")]
    [InlineData("en-US", "Monday, November 9, 2026, 11:00", "Monday, November 9, 2026, 16:00")]
    public async Task The_page_always_spells_the_resulting_due_instant_out(string language, string withFour, string withEight)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement/draft", language: language);
        var clause = visit.Page.Locator("[data-clause=accept_mql]");
        // A Friday at 16:00, in a calendar of 9 to 12 and 13 to 18: two hours are left, the rest is Monday's.
        await visit.Page.Locator("input[type=datetime-local]").First.FillAsync("2026-11-06T16:00");
        await Assertions.Expect(clause.Locator("[data-part=due]")).ToContainTextAsync(withFour);
        await Assertions.Expect(clause.Locator("[data-part=due]")).ToContainTextAsync("(America/Sao_Paulo)");

        await clause.Locator("[data-field=target]").FillAsync("8");
        await Assertions.Expect(clause.Locator("[data-part=due]")).ToContainTextAsync(withEight);
        await Assertions.Expect(visit.Page.Locator("[data-part=due][data-due]")).ToHaveCountAsync(4);
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pt-BR", "Um lead que chega agora vence")]
    [InlineData("en-US", "A lead that arrives now is due")]
    public async Task Every_clause_of_the_document_says_when_a_lead_that_arrives_now_would_be_due(string language, string begins)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement", language: language);
        var dues = visit.Page.Locator("article [data-clause] [data-due]");
        await Assertions.Expect(dues).ToHaveCountAsync(4);
        foreach (var due in await dues.AllAsync())
        {
            (await due.InnerTextAsync()).ShouldStartWith(begins);
            DateTimeOffset.Parse((await due.GetAttributeAsync("data-due"))!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        }

        visit.Complaints.ShouldBeEmpty();
    }
}
