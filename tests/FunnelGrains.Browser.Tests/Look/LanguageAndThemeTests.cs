using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Look;

/// <summary>Portuguese and English, dark and light.</summary>
public sealed class LanguageAndThemeTests(FullBoard house) : IClassFixture<FullBoard>
{
    [Theory]
    [InlineData("pt-BR", "Qualificado por Marketing", "Prazos cumpridos", "2.480")]
    [InlineData("en-US", "Marketing Qualified", "Promises kept", "2,480")]
    public async Task The_board_speaks_the_browsers_language(string language, string stage, string promises, string leads)
    {
        await using var visit = await house.OpenFullAsync(Screen.FullHd, language);
        await Assertions.Expect(visit.Page.Locator("[data-stage=mql]")).ToContainTextAsync(stage);
        await Assertions.Expect(visit.Page.Count("lead", "now")).ToHaveTextAsync(leads);
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        visit.Complaints.ShouldBeEmpty();
        await using var other = await house.OpenFullAsync(Screen.FullHd, language, scene: "sla");
        await Assertions.Expect(other.Page.Locator("main")).ToContainTextAsync(promises);
    }

    [Fact]
    public async Task Language_and_theme_are_switched_by_hand_and_stay()
    {
        await using var visit = await house.OpenFullAsync(Screen.FullHd, scene: "sla");
        var dark = await BackgroundAsync(visit);
        await visit.Page.Mouse.MoveAsync(400, 400);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to English" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Light theme" }).ClickAsync();
        (await BackgroundAsync(visit)).ShouldNotBe(dark);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("Promises kept");
        (await BackgroundAsync(visit)).ShouldNotBe(dark);
    }

    private static Task<string> BackgroundAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
