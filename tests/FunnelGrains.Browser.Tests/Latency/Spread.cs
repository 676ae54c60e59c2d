using System.Globalization;

namespace FunnelGrains.Browser.Tests.Latency;

/// <summary>How measured times lie.</summary>
/// <param name="Count">How many.</param>
/// <param name="P50">The median, in milliseconds.</param>
/// <param name="P99">Ninety-nine of a hundred are at most this.</param>
/// <param name="Max">The longest.</param>
internal sealed record Spread(int Count, double P50, double P99, double Max)
{
    public static Spread Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
        return new(sorted.Length, At(0.5), At(0.99), At(1));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {P50:0.0} ms, p99 {P99:0.0} ms, max {Max:0.0} ms ({Count})");
}
