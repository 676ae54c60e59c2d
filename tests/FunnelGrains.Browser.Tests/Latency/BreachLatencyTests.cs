using System.Globalization;
using FunnelGrains.Browser.Tests.Browsing;

namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>How long a broken promise takes from its due instant to the strip. Prints its figures and asserts only that each arrives, and not before it is due.</summary>
public sealed class BreachLatencyTests(SignedInHost house, ITestOutputHelper output) : IClassFixture<SignedInHost>
{
    private const int Breaches = 8;

    [Fact]
    public async Task Every_broken_promise_stands_on_the_strip()
    {
        await house.PostAsync(Happenings.Captured("a-board-is-not-empty"));
        await using var visit = await house.OpenAsync();
        await PageProbe.WatchAsync(visit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(400));
        for (var n = 0; n < Breaches && await pace.WaitForNextTickAsync(); n++)
            await house.PostAsync(Happenings.Entered(string.Create(CultureInfo.InvariantCulture, $"soon-{n}"), "mql"));
        await visit.Page.WaitForFunctionAsync($"() => Object.keys(window.rows).length === {Breaches}");

        var ahead = await PageProbe.AheadAsync(visit);
        var rows = await PageProbe.RowsAsync(visit);
        var due = await house.DueAsync(rows.Keys);
        var late = rows.Select(row => row.Value - ahead - Moment.Of(due[row.Key])).ToList();
        output.WriteLine($"due to strip: {Spread.Of(late)}");
        late.ShouldAllBe(time => time > -1, "no promise is broken before it is due");
    }
}
