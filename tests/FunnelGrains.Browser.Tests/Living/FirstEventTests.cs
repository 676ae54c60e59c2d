using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Living;

/// <summary>From an empty board to the first event without a second window.</summary>
public sealed class FirstEventTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_event_is_posted_from_the_empty_board_with_the_key_of_the_terminal()
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, language: "en-US", profile: await SignIn.ProfileAsync(chromium, host));
        await visit.GoAsync("/board?scene=funnel");
        var empty = visit.Page.State("empty");
        await Assertions.Expect(empty).ToContainTextAsync("Ready for the first event");
        var post = empty.GetByRole(AriaRole.Button, new() { Name = "Post it from here" });
        await Assertions.Expect(post).ToBeDisabledAsync();

        await empty.GetByLabel("Key").FillAsync("a-key-that-nobody-ever-made");
        await post.ClickAsync();
        await Assertions.Expect(empty.Locator("[data-outcome=invalid]")).ToHaveTextAsync("There is no such key, or it was revoked.");

        await empty.GetByLabel("Key").FillAsync(host.AdminKey);
        await Assertions.Expect(empty.Locator("pre")).ToContainTextAsync("Bearer ••••••••");
        await Assertions.Expect(empty).Not.ToContainTextAsync(host.AdminKey);
        await post.ClickAsync();
        await Assertions.Expect(empty).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Count("lead", "entered").Locator("b").First).ToHaveTextAsync("1");
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en-US")]
    public async Task The_command_is_copied_ready_to_run_and_all_of_it_is_on_a_small_television(string language)
    {
        _ = chromium.Browser;
        await using var host = await HostProcess.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress, Screen.Hd, language, await SignIn.ProfileAsync(chromium, host));
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.GoAsync("/board?scene=funnel");
        var empty = visit.Page.State("empty");
        await empty.WaitForAsync();
        (await visit.Page.EvaluateAsync<bool>("""
            () => [document.documentElement, document.body, document.querySelector('[data-state=empty]')].some(e => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
            """)).ShouldBeFalse();

        await empty.Locator("input").FillAsync(host.AdminKey);
        await empty.Locator("button[type=button]").ClickAsync();
        await Assertions.Expect(empty.Locator("button[type=button]")).ToHaveTextAsync(language == "pt-BR" ? "Copiado" : "Copied");
        var command = await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        command.ShouldContain($"curl {host.BaseAddress.GetLeftPart(UriPartial.Authority)}/api/v1/events");
        command.ShouldContain($"Authorization: Bearer {host.AdminKey}");
        visit.Complaints.ShouldBeEmpty();
    }
}
