using System.Globalization;
using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>
/// How long it takes from a POST's answer to the board's document. Prints its figures and asserts only that everything arrives; for a longer run:
/// <c>FUNNELGRAINS_LIVE_SECONDS=60 dotnet run -c Release --project tests/FunnelGrains.Browser.Tests -- -class "*LatencyTests" -showLiveOutput</c>.
/// </summary>
public sealed class LatencyTests(OrdinaryHost house, ITestOutputHelper output) : IClassFixture<OrdinaryHost>
{
    private const string Variable = "FUNNELGRAINS_LIVE_SECONDS";
    private const int PerSecond = 200;

    private static TimeSpan Time => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seconds) ? seconds : 5);

    [Fact]
    public async Task Every_posted_mql_stands_on_the_board()
    {
        await house.PostAsync(Happenings.Captured("a-board-is-not-empty"));
        await using var visit = await house.OpenAsync(before: PageProbe.ListenAsync);
        await PageProbe.WatchAsync(visit);
        var poster = new SteadyPoster(house.Host, PerSecond);
        await poster.RunAsync(Time);
        var all = poster.Answered.Count;
        await Assertions.Expect(visit.Page.Count("mql", "now")).ToHaveTextAsync(all.ToString("#,0", CultureInfo.GetCultureInfo("pt-BR")));

        var ahead = await PageProbe.AheadAsync(visit);
        var counts = (await PageProbe.CountsAsync(visit)).Select(seen => (Count: (int)seen[0], At: seen[1] - ahead)).ToList();
        var shown = new double[all + 1];
        for (var (n, i) = (0, 0); n <= all; n++)
        {
            while (counts[i].Count < n) i++;
            shown[n] = counts[i].At;
        }
        output.WriteLine($"{all} events at {PerSecond}/s for {Time.TotalSeconds:0} s; the browser's clock is {ahead:0.00} ms ahead");
        output.WriteLine($"answer to board:        {Spread.Of(poster.Answered.Select(post => Math.Max(0, shown[post.Begun] - post.At)))}");
        output.WriteLine($"of it, frame composed to received: {Spread.Of(await ComposedToReceivedAsync(visit, ahead))}");
        output.WriteLine($"       received to document:       {Spread.Of(await ReceivedToShownAsync(visit, counts.Select(seen => seen.At + ahead)))}");
        output.WriteLine($"between two counts:     {Spread.Of(counts.Zip(counts.Skip(1), (one, next) => next.At - one.At))}");
        output.WriteLine($"(request to answer:     {Spread.Of(poster.Answered.Select(post => post.At - post.Sent))})");
        counts.Zip(counts.Skip(1)).ShouldAllBe(pair => pair.Second.Count > pair.First.Count, "a count never goes back");
    }

    private static async Task<IEnumerable<double>> ComposedToReceivedAsync(Visit visit, double ahead) =>
        (await PageProbe.ReceivedAsync(visit)).Select(message => message[0] - ahead - message[1]);

    private static async Task<IEnumerable<double>> ReceivedToShownAsync(Visit visit, IEnumerable<double> shown)
    {
        var received = (await PageProbe.ReceivedAsync(visit)).Select(message => message[0]).ToArray();
        return shown.Select(at => at - received.LastOrDefault(message => message <= at, double.NaN)).Where(double.IsFinite);
    }
}
