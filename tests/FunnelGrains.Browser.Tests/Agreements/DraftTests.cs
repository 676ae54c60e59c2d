using System.Text.Json;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Agreements;

/// <summary>The next version on its way: typed, saved, compared, signed by both teams, published.</summary>
public sealed class DraftTests(Chromium chromium)
{
    [Theory]
    [InlineData("pt-BR", "o prazo passa de 4 horas úteis para 8 horas úteis", "Versão 2")]
    [InlineData("en-US", "the target changes from 4 business hours to 8 business hours", "Version 2")]
    public async Task A_draft_is_edited_compared_tried_signed_by_both_teams_and_published(string language, string change, string version)
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(Happenings.Entered("L-1", "mql"));
        await using var visit = await house.OpenPageAsync("/agreement/draft", language: language);
        var page = visit.Page;
        await page.Locator("[data-clause=accept_mql] [data-field=target]").FillAsync("8");
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-draft=saved]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-change='clause.target_changed']")).ToContainTextAsync(change);

        await page.Locator("[data-action=preview]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-preview=open]")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("[data-preview=due]")).ToHaveTextAsync("1");

        await Assertions.Expect(page.Locator("[data-action=publish]")).ToBeDisabledAsync();
        foreach (var team in (string[])["marketing", "sales"])
        {
            await page.Locator($"[data-sign={team}]").ClickAsync();
            await Assertions.Expect(page.Locator($"[data-signed={team}]")).ToBeVisibleAsync();
        }

        await page.Locator("[data-action=publish]").ClickAsync();
        await page.Locator("dialog [data-action=confirm]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=published]")).ToContainTextAsync(version);
        var published = (await ReadAsync(house, "agreement/versions"))[0];
        published.GetProperty("agreement").GetProperty("clauses")[0].GetProperty("target").GetProperty("n").GetDecimal().ShouldBe(8);
        published.GetProperty("signatures").GetArrayLength().ShouldBe(2);

        await page.Locator("[data-part=published] a").ClickAsync();
        await Assertions.Expect(page.Locator("article[data-version='2'] [data-signature=sales] svg")).ToBeVisibleAsync();
        await page.Locator("#content select").SelectOptionAsync("1");
        await Assertions.Expect(page.Locator("article[data-version='1'] [data-clause=accept_mql]")).ToContainTextAsync("4 ");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_people_edit_at_once_and_nothing_that_was_typed_is_lost()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement/draft");
        var page = visit.Page;
        var target = page.Locator("[data-clause=accept_mql] [data-field=target]");
        await target.FillAsync("8");
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-draft=saved]")).ToBeVisibleAsync();

        await target.FillAsync("6");
        await SaveElsewhereAsync(house, draft => draft.Replace("\"scope\":\"new_clocks\"", "\"scope\":\"open_clocks\"", StringComparison.Ordinal));
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=conflict]")).ToBeVisibleAsync();
        await Assertions.Expect(target).ToHaveValueAsync("6");
        await page.Locator("[data-action=join]").ClickAsync();
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-draft=saved]")).ToBeVisibleAsync();
        var draft = (await ReadAsync(house, "agreement/draft")).GetProperty("agreement");
        draft.GetProperty("scope").GetString().ShouldBe("open_clocks");
        draft.GetProperty("clauses")[0].GetProperty("target").GetProperty("n").GetDecimal().ShouldBe(6);
    }

    [Fact]
    public async Task What_is_refused_is_named_at_its_field_and_what_was_typed_outlives_a_reload()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement/draft");
        var page = visit.Page;
        var clause = page.Locator("[data-clause=accept_mql]");
        await clause.Locator("[data-field=target]").FillAsync("0");
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(clause.Locator("[data-field=target]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("[data-problem='422']")).ToContainTextAsync("/clauses/0/target");

        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await clause.Locator("[data-field=target]").FillAsync("7");
        await page.ReloadAsync();
        await Assertions.Expect(clause.Locator("[data-field=target]")).ToHaveValueAsync("7");
        await Assertions.Expect(page.Locator("[data-draft=unsaved]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Holidays_come_by_country_and_region_and_each_can_be_struck_off()
    {
        await using var house = new OrdinaryHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/agreement/draft?part=calendars");
        var page = visit.Page;
        await page.GetByLabel("País").SelectOptionAsync("BR");
        await page.GetByLabel("Estado").SelectOptionAsync("SP");
        var revolution = page.Locator("[data-holiday=sp_revolution] input[type=checkbox]").First;
        await Assertions.Expect(revolution).ToBeCheckedAsync();
        await revolution.ClickAsync();
        await Assertions.Expect(revolution).Not.ToBeCheckedAsync();
        await page.Locator("[data-action=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-draft=saved]")).ToBeVisibleAsync();
        var calendar = (await ReadAsync(house, "agreement/draft")).GetProperty("agreement").GetProperty("calendars").GetProperty("business");
        calendar.GetProperty("holidays").GetProperty("struckOff")[0].GetString().ShouldBe("sp_revolution");
        var closed = calendar.GetProperty("exceptions").EnumerateArray().Select(exception => exception.GetProperty("date").GetString()![5..]).ToList();
        closed.ShouldContain("12-25");
        closed.ShouldNotContain("07-09");
    }

    private static async Task<JsonElement> ReadAsync(SignedInHost house, string path)
    {
        using var client = house.Host.CreateClient();
        return JsonElement.Parse(await client.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative)));
    }

    /// <summary>Somebody else saves the draft.</summary>
    private static async Task SaveElsewhereAsync(SignedInHost house, Func<string, string> change)
    {
        var draft = await ReadAsync(house, "agreement/draft");
        using var client = house.Host.CreateClient();
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri("/api/v1/agreement/draft", UriKind.Relative));
        put.Headers.TryAddWithoutValidation("If-Match", $"\"{draft.GetProperty("revision").GetInt64()}\"");
        put.Content = new StringContent(change(JsonSerializer.Serialize(draft.GetProperty("agreement"))), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(put);
        answer.EnsureSuccessStatusCode();
    }
}
