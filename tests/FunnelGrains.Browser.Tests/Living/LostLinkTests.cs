using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Living;

/// <summary>The server dies and comes back; nobody is near the television.</summary>
public sealed class LostLinkTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    [Fact]
    public async Task A_board_whose_server_dies_keeps_its_content_shows_its_age_and_recovers_by_itself()
    {
        await house.PostAsync(Happenings.Entered("kept-1", "mql"), Happenings.Entered("kept-2", "mql"));
        // The page's clock is wound forward, so that nobody waits a minute for what shows after a minute.
        await using var visit = await house.OpenAsync(before: opened => opened.Page.Clock.InstallAsync());
        var (mql, freshness) = (visit.Page.Count("mql", "entered"), visit.Page.Freshness());
        await Assertions.Expect(mql).ToHaveTextAsync("2");
        await Assertions.Expect(freshness).ToHaveAttributeAsync("data-freshness", "live");

        await house.Host.KillAsync();
        await visit.Page.Clock.FastForwardAsync(13_000);
        await Assertions.Expect(freshness).ToHaveAttributeAsync("data-freshness", "late");
        await Assertions.Expect(freshness).ToContainTextAsync("Atrasado");
        await Assertions.Expect(mql).ToHaveTextAsync("2");
        await visit.Page.Clock.FastForwardAsync(60_000);
        await Assertions.Expect(freshness).ToHaveAttributeAsync("data-freshness", "lost");
        await Assertions.Expect(freshness).ToContainTextAsync("Sem conexão");
        await Assertions.Expect(freshness).ToContainTextAsync("atualizado há");
        await Assertions.Expect(mql).ToHaveTextAsync("2");

        await house.RestartAsync();
        await Assertions.Expect(freshness).ToHaveAttributeAsync("data-freshness", "live");
        await house.PostAsync(Happenings.Entered("new-1", "mql"));
        await Assertions.Expect(mql).ToHaveTextAsync("3");
        visit.Page.Url.ShouldBe(new Uri(house.Host.BaseAddress, "/board?scene=funnel").AbsoluteUri);
    }
}
