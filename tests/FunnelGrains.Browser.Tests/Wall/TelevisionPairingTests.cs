using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Wall;

/// <summary>A television that nobody has let in: it shows a code, opens by itself, and is sent away while it looks.</summary>
public sealed class TelevisionPairingTests(Chromium chromium)
{
    [Theory]
    [InlineData("pt-BR", "Conecte este painel", "Confirme lá este código")]
    [InlineData("en-US", "Connect this board", "Confirm this code there")]
    public async Task A_confirmed_code_opens_the_board_as_its_settings_say_and_a_revoked_display_shows_a_code_again(string language, string title, string step)
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync();
        using var administrator = host.CreateClient();
        using var client = new FunnelClient(new() { BaseAddress = host.BaseAddress, Key = host.AdminKey });
        await client.PostAsync([
            Happenings.Captured("tv-1"), Happenings.Entered("tv-1", "mql"),
            new FunnelEvent { Id = "tv-1-owner", Type = EventTypes.Assigned, Lead = "tv-1", Data = new() { ["owner"] = "Xisto Yamamoto", ["team"] = "sales" } },
        ]);

        await using var television = await Visit.OpenAsync(chromium, host.BaseAddress, language: language);
        await television.GoAsync("/board/sala");
        var pairing = television.Page.Locator("[data-pairing]");
        await Assertions.Expect(pairing).ToContainTextAsync(title);
        await Assertions.Expect(pairing).ToContainTextAsync(step);
        await Assertions.Expect(pairing).ToContainTextAsync($"{host.BaseAddress.Authority}/settings/displays");
        await pairing.Locator("svg").WaitForAsync();
        var code = await pairing.GetAttributeAsync("data-pairing") ?? "";
        code.ShouldMatch("^[A-HJKMNP-Z2-9]{8}$");
        (await pairing.Locator(".code").InnerTextAsync()).ShouldBe(code);
        (await pairing.Locator(".qr").EvaluateAsync<double>("qr => qr.getBoundingClientRect().width")).ShouldBeGreaterThan(300);

        using var wrong = await administrator.PostAsJsonAsync("/api/v1/displays", new { code = "WRNGCDE2", name = "Sala" });
        ((int)wrong.StatusCode).ShouldBe(404);
        using var confirmed = await administrator.PostAsJsonAsync(
            "/api/v1/displays", new { code, name = "Sala", settings = new { scenes = new[] { "sla", "today" }, names = "names", language = "en", theme = "light" } });
        confirmed.EnsureSuccessStatusCode();
        var id = (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        var wall = television.Page.Locator("main");
        await Assertions.Expect(wall).ToHaveAttributeAsync("data-scene", "sla");
        await Assertions.Expect(television.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Assertions.Expect(wall).ToContainTextAsync("Promises kept");
        await Assertions.Expect(television.Page.Locator("[data-next=tv-1]")).ToContainTextAsync("Xisto Yamamoto");
        television.Page.Url.ShouldBe(new Uri(host.BaseAddress, "/board/sala").AbsoluteUri);

        using var gone = await administrator.DeleteAsync(new Uri($"/api/v1/displays/{id}", UriKind.Relative));
        gone.EnsureSuccessStatusCode();
        await Assertions.Expect(television.Page.Locator("[data-pairing] svg")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await television.Page.Locator("[data-pairing]").GetAttributeAsync("data-pairing")).ShouldNotBe(code);
        (await television.Page.ContentAsync()).ShouldNotContain("Xisto");
    }

    [Theory]
    [InlineData("initials", "XY")]
    [InlineData("team", null)]
    public async Task Persons_are_named_on_the_wall_as_its_settings_say_also_in_its_messages(string names, string? shown)
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync();
        using var administrator = host.CreateClient();
        using var client = new FunnelClient(new() { BaseAddress = host.BaseAddress, Key = host.AdminKey });
        await client.PostAsync([
            Happenings.Captured("tv-1"), Happenings.Entered("tv-1", "mql"),
            new FunnelEvent { Id = "tv-1-owner", Type = EventTypes.Assigned, Lead = "tv-1", Data = new() { ["owner"] = "Xisto Yamamoto", ["team"] = "sales" } },
        ]);
        await using var television = await Visit.OpenAsync(chromium, host.BaseAddress);
        await television.GoAsync("/board?scene=sla");
        await television.Page.Locator("[data-pairing] svg").WaitForAsync();
        var code = await television.Page.Locator("[data-pairing]").GetAttributeAsync("data-pairing");
        using var confirmed = await administrator.PostAsJsonAsync("/api/v1/displays", new { code, name = "Sala", settings = new { names } });
        confirmed.EnsureSuccessStatusCode();
        var row = television.Page.Locator("[data-next=tv-1]");
        await row.WaitForAsync();
        if (shown is null) await Assertions.Expect(row.Locator(".owner")).ToHaveCountAsync(0);
        else await Assertions.Expect(row.Locator(".owner")).ToHaveTextAsync(shown);
        string.Join('\n', television.Frames).ShouldNotContain("Xisto");
    }
}
