using System.Text;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Agreements;

/// <summary>The agreement on paper, and the places in it that numbers elsewhere lead to.</summary>
public sealed class PrintedAgreementTests(Chromium chromium)
{
    [Fact]
    public async Task It_prints_as_a_contract_black_on_white_over_pages_without_the_page_around_it()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement?theme=dark");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("article [data-clause] [data-due]")).ToHaveCountAsync(4);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("nav").First).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".contents")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-part=edit]")).ToBeHiddenAsync();
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('article')).color")).ShouldBe("rgb(0, 0, 0)");

        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        pdf.ShouldStartWith("%PDF");
        (pdf.Split("/Type /Page\n").Length - 1).ShouldBeInRange(2, 12);
    }

    [Theory]
    [InlineData("clause-answer_rejection")]
    [InlineData("stage-customer")]
    [InlineData("metric-forecast")]
    [InlineData("calendar-business")]
    public async Task A_number_elsewhere_leads_to_the_sentence_that_defines_it(string place)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync($"/agreement#{place}", Screen.Hd);
        await Assertions.Expect(visit.Page.Locator($"#{place}")).ToBeInViewportAsync();
        // A place of the document is no other page: what was asked for stays.
        await visit.Page.EvaluateAsync("() => document.querySelector('article').dataset.same = 'yes'");
        await visit.Page.Locator(".contents a[href='#signatures']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#signatures")).ToBeInViewportAsync();
        await Assertions.Expect(visit.Page.Locator("article[data-same=yes]")).ToHaveCountAsync(1);
        visit.Complaints.ShouldBeEmpty();
    }
}
