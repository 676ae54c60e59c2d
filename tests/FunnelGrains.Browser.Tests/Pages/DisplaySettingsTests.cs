using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Televisions, as the one who runs the house connects and disconnects them.</summary>
public sealed class DisplaySettingsTests(Chromium chromium)
{
    [Fact]
    public async Task The_code_of_a_television_connects_it_and_its_settings_are_changed_here()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        var code = await CodeAsync(house);
        // The television's QR leads to this address.
        await using var visit = await house.OpenPageAsync($"/settings/displays?code={code}");
        var page = visit.Page;
        await Assertions.Expect(page.GetByLabel("Código na televisão")).ToHaveValueAsync(code);
        await page.GetByLabel("Nome", new() { Exact = true }).FillAsync("Sala de vendas");
        await page.GetByRole(AriaRole.Button, new() { Name = "Conectar", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "a televisão abre o painel sozinha" })).ToBeVisibleAsync();
        var display = page.Locator("[data-display]");
        await Assertions.Expect(display).ToContainTextAsync("Sala de vendas");
        await Assertions.Expect(display).ToContainTextAsync("fora do ar");

        await display.GetByRole(AriaRole.Button, new() { Name = "Alterar" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Cena fixa").SelectOptionAsync("goals");
        await dialog.GetByLabel("Nomes de pessoas").SelectOptionAsync("team");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Salvar" }).ClickAsync();
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await page.ReloadAsync();
        await display.GetByRole(AriaRole.Button, new() { Name = "Alterar" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Cena fixa")).ToHaveValueAsync("goals");
        await Assertions.Expect(dialog.GetByLabel("Nomes de pessoas")).ToHaveValueAsync("team");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_code_is_told_and_connects_nothing()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/settings/displays", language: "en-US");
        var page = visit.Page;
        await page.GetByLabel("Code on the television").FillAsync("WRNGCDE2");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Sales room");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("/code");
        await Assertions.Expect(page.GetByLabel("Code on the television")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByText("No display is connected yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_disconnected_television_is_gone_from_the_list()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        var code = await CodeAsync(house);
        await using var visit = await house.OpenPageAsync($"/settings/displays?code={code}", language: "en-US");
        var page = visit.Page;
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Sales room");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        var display = page.Locator("[data-display]");
        await display.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Assertions.Expect(display).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_numbers_are_proved_on_demand()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await house.PostAsync(Happenings.Captured("L-1"), Happenings.Captured("L-2"), Happenings.Entered("L-1", "mql"));
        await using var visit = await house.OpenPageAsync("/settings/proof", language: "en-US");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Prove it now" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-proof=clean]")).ToContainTextAsync("3 events of 2 leads");
    }

    /// <summary>The code that a television shows which nobody let in.</summary>
    private static async Task<string> CodeAsync(SignedInHost house)
    {
        using var television = house.Host.CreateClient("");
        using var asked = await television.PostAsync(new Uri("/api/v1/displays/pairings", UriKind.Relative), null);
        return (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }
}
