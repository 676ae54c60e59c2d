using System.Globalization;
using System.Text.RegularExpressions;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>What Prometheus would read.</summary>
internal sealed partial class Scrape
{
    private readonly (string Name, string Labels, double Value)[] samples;

    private Scrape(string text)
    {
        Text = text;
        samples = [.. text.Split('\n').Select(line => Line().Match(line)).Where(match => match.Success).Select(match =>
            (match.Groups[1].Value, match.Groups[2].Value, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)))];
    }

    /// <summary>As it came.</summary>
    public string Text { get; }

    /// <summary>The names of all samples.</summary>
    public IReadOnlySet<string> Names => samples.Select(sample => sample.Name).ToHashSet();

    /// <summary>The sum of a sample over its labels; 0 when there is none.</summary>
    public double this[string name] => samples.Where(sample => sample.Name == name).Sum(sample => sample.Value);

    /// <summary>One with a label, such as <c>outcome="accepted"</c>; 0 when there is none.</summary>
    public double this[string name, string label] =>
        samples.Where(sample => sample.Name == name && sample.Labels.Split(',').Contains(label)).Sum(sample => sample.Value);

    public static async Task<Scrape> OfAsync(HttpClient client, string url = "/metrics") => new(await client.GetStringAsync(url, TestContext.Current.CancellationToken));

    /// <summary>Scrapes again and again until it is as expected: what is measured behind an answer comes after it.</summary>
    /// <exception cref="TimeoutException">It never was, within 30 s; with the last.</exception>
    public static async Task<Scrape> UntilAsync(HttpClient client, Func<Scrape, bool> expected)
    {
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; ; tries++)
        {
            var scrape = await OfAsync(client);
            if (expected(scrape)) return scrape;
            if (tries == 600) throw new TimeoutException(scrape.Text);
            await rounds.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)")]
    private static partial Regex Line();
}
