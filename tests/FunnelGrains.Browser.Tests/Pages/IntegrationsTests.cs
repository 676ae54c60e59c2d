using System.Net;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Keys for programs, and who is told what happens.</summary>
public sealed class IntegrationsTests(Chromium chromium)
{
    [Fact]
    public async Task A_key_that_is_made_here_posts_until_it_is_revoked_here()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/integrations");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Nova chave" }).ClickAsync();
        await page.GetByLabel("Nome", new() { Exact = true }).FillAsync("CRM");
        await page.GetByRole(AriaRole.Button, new() { Name = "Criar" }).ClickAsync();
        var key = await page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync();
        using var client = new FunnelClient(new() { BaseAddress = house.Host.BaseAddress, Key = key.Trim() });
        (await client.PostAsync([Happenings.Captured("L-1")])).Accepted.ShouldBe(1);
        await page.Keyboard.PressAsync("Escape");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "CRM" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Revogar" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revogar" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        (await Should.ThrowAsync<FunnelApiException>(async () => await client.PostAsync([Happenings.Captured("L-2")]))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_is_set_up_shown_its_secret_once_tried_paused_and_deleted()
    {
        await using var house = new SignedInHost(chromium);
        await house.InitializeAsync();
        await using var visit = await house.OpenPageAsync("/integrations", language: "en-US");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Identifier").FillAsync("crm");
        await dialog.GetByLabel("Name").FillAsync("CRM");
        await dialog.GetByLabel("Address").FillAsync("ftp://example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("/target");
        await dialog.GetByLabel("Address").FillAsync("https://crm.example.com/hooks");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).Locator("pre")).ToContainTextAsync("whsec_");
        await page.Keyboard.PressAsync("Escape");
        var endpoint = page.Locator("[data-endpoint=crm]");
        await endpoint.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(endpoint).ToContainTextAsync("paused");
        await endpoint.GetByRole(AriaRole.Button, new() { Name = "Deliveries" }).ClickAsync();
        await Assertions.Expect(endpoint).ToContainTextAsync("Nothing was sent yet.");
        await endpoint.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(endpoint).ToHaveCountAsync(0);
    }
}
