using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Wall;

/// <summary>Scenes turn, broken promises interrupt them, and they go on where they were.</summary>
public sealed class RotationTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    [Fact]
    public async Task The_scenes_turn_in_their_order_and_after_the_last_comes_the_first()
    {
        await house.PostAsync(Happenings.Captured("turning-1"));
        await using var visit = await house.OpenAsync(before: opened => opened.Page.Clock.InstallAsync(), scene: null);
        foreach (var scene in new[] { "funnel", "goals", "sla", "sources", "today", "funnel" })
        {
            await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", scene);
            await visit.Page.Clock.FastForwardAsync(24_000);
        }

        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pinned_scene_stays()
    {
        await house.PostAsync(Happenings.Captured("pinned-1"));
        await using var visit = await house.OpenAsync(before: opened => opened.Page.Clock.InstallAsync(), scene: "today");
        for (var turn = 0; turn < 5; turn++)
        {
            await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", "today");
            await visit.Page.Clock.FastForwardAsync(24_000);
        }
    }

    [Fact]
    public async Task A_broken_promise_interrupts_the_rotation_which_then_goes_on_where_it_was()
    {
        await house.PostAsync(Happenings.Captured("calm-1"));
        await using var visit = await house.OpenAsync(before: opened => opened.Page.Clock.InstallAsync(), scene: null);
        await visit.Page.Clock.FastForwardAsync(24_000);
        await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", "goals");
        await house.PostAsync(Happenings.Entered("broken-1", "mql"));
        var alarm = visit.Page.Locator("[data-part=alarm]");
        await Assertions.Expect(alarm.Locator("[data-alarm=broken-1]")).ToContainTextAsync("broken-1");
        await Assertions.Expect(alarm).ToContainTextAsync("Prazo estourado");
        await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", "breach");
        await visit.Page.Clock.FastForwardAsync(8_100);
        await Assertions.Expect(alarm).ToHaveCountAsync(0);
        await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", "goals");
        await visit.Page.Clock.FastForwardAsync(24_000);
        await Assertions.Expect(Wall(visit)).ToHaveAttributeAsync("data-scene", "sla");
        visit.Complaints.ShouldBeEmpty();
    }

    private static ILocator Wall(Visit visit) => visit.Page.Locator("main");
}
