using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Living;

/// <summary>A promise that is broken, on a host of its own: the strip shows two, and turns its page where there are more.</summary>
public sealed class BrokenPromiseTests(SignedInHost house) : IClassFixture<SignedInHost>
{
    [Fact]
    public async Task A_broken_promise_stands_on_the_strip_with_its_time_counting()
    {
        await using var visit = await house.OpenAsync(before: opened => opened.Page.Clock.InstallAsync());
        await house.PostAsync(Happenings.Entered("late-1", "mql"));
        var row = visit.Page.Breaches().Locator("[data-lead=late-1]");
        await Assertions.Expect(row).ToContainTextAsync("Novo");
        // It is new for 20 seconds; then it says since when.
        await visit.Page.Clock.FastForwardAsync(20_000);
        var due = (await house.DueAsync("late-1"))["late-1"];
        var time = TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await Assertions.Expect(row).ToContainTextAsync($"venceu {time}");
        var overdue = row.Locator(".left");
        var first = await overdue.InnerTextAsync();
        first.ShouldMatch(@"\+\d\d:\d\d");
        await Assertions.Expect(overdue).Not.ToHaveTextAsync(first.Trim());
        await Assertions.Expect(visit.Page.Breaches().Locator("[data-count=breaches]")).Not.ToHaveTextAsync("0");
        visit.Complaints.ShouldBeEmpty();
    }
}
