using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Living;

/// <summary>What was posted stands on the board, in a real browser, without anybody touching it.</summary>
public sealed class LiveBoardTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    [Fact]
    public async Task The_empty_board_shows_the_first_lead_that_is_posted()
    {
        await using var visit = await house.OpenAsync();
        if (await visit.Page.State("empty").CountAsync() > 0)
            await Assertions.Expect(visit.Page.State("empty")).ToContainTextAsync($"curl {house.Host.BaseAddress.GetLeftPart(UriPartial.Authority)}/api/v1/events");
        await house.PostAsync(Happenings.Captured("first-1"));
        await Assertions.Expect(visit.Page.Count("lead", "entered")).Not.ToHaveTextAsync("0");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_posted_lead_raises_the_mql_count()
    {
        await house.PostAsync(Happenings.Entered("before-1", "mql"));
        await using var visit = await house.OpenAsync();
        var before = int.Parse(await visit.Page.Count("mql", "entered").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await house.PostAsync(Happenings.Entered("more-1", "mql"), Happenings.Entered("more-2", "mql"), Happenings.Entered("more-3", "mql"));
        await Assertions.Expect(visit.Page.Count("mql", "entered")).ToHaveTextAsync($"{before + 3}");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deal_that_is_won_is_celebrated_and_then_makes_room()
    {
        await house.PostAsync(Happenings.Entered("deal-1", "opportunity"));
        await using var visit = await house.OpenAsync();
        await house.PostAsync(Happenings.Won("deal-1", 12_500));
        var celebration = visit.Page.Locator("[data-celebration=deal-1-won]");
        await Assertions.Expect(celebration).ToContainTextAsync("Negócio fechado!");
        await Assertions.Expect(celebration).ToContainTextAsync("12,5");
        await celebration.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(visit.Page.Count("customer", "entered")).ToHaveTextAsync("1");
    }
}
