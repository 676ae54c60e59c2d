using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>What one look ahead is made from, summed over leads.</summary>
/// <param name="Counts">By stage and age; each pair once.</param>
/// <param name="Cycles">Cycles of the last 180 days that were observed for longer than what remains.</param>
/// <param name="Seconds">For how long of what remains each of them had reached the target, were it to begin with the look; in seconds, all together.</param>
/// <param name="Arrivals">Cycles that began in the last 28 days, of the leads that are picked.</param>
/// <param name="First">When the first cycle of all began; null without one.</param>
[GenerateSerializer, Immutable, Alias("fg.looksums")]
public sealed record LookSums(ImmutableArray<ForecastCount> Counts, long Cycles, double Seconds, long Arrivals, Instant? First)
{
    /// <summary>Nothing yet.</summary>
    public static LookSums None { get; } = new([], 0, 0, 0, null);

    /// <summary>Both together.</summary>
    public LookSums Plus(LookSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var counts = Counts.Concat(other.Counts).GroupBy(count => (count.Stage, count.Age), (_, same) => same.Aggregate((a, b) => a.Plus(b)));
        return new LookSums(
            [.. counts], Cycles + other.Cycles, Seconds + other.Seconds, Arrivals + other.Arrivals,
            First is { } mine && other.First is { } others ? Instant.Min(mine, others) : First ?? other.First);
    }
}
