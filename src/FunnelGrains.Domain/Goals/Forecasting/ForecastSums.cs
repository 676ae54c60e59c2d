using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>What the forecast of one window of a case is made from, summed over leads.</summary>
/// <param name="Ahead">From the instant of the forecast to the period's end.</param>
/// <param name="SoFar">From the period's start to the instant of the forecast.</param>
/// <param name="Reached">How often the target was reached before the instant of the forecast.</param>
/// <param name="Actual">A at the instant of the forecast.</param>
/// <param name="Final">A of the whole period, as far as it is known now.</param>
/// <param name="Amounts">Amounts won in the currency in the last 180 days, and how often each; for revenue only.</param>
/// <param name="Times">How long the cycles that reached the target in the last 180 days took for it: bucket of <see cref="Funnel.DurationHistogram"/> to how many.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastsums")]
public sealed record ForecastSums(
    LookSums Ahead, LookSums SoFar, long Reached, decimal Actual, decimal Final, ImmutableSortedDictionary<decimal, long> Amounts,
    ImmutableSortedDictionary<int, long> Times)
{
    /// <summary>Nothing yet.</summary>
    public static ForecastSums None { get; } = new(LookSums.None, LookSums.None, 0, 0, 0, ImmutableSortedDictionary<decimal, long>.Empty, ImmutableSortedDictionary<int, long>.Empty);

    /// <summary>The median time from a cycle's begin to the target: the upper bound of its bucket; null where none reached it.</summary>
    public Duration? MedianTime => DurationHistogram.Percentile(Times.Select(time => (time.Key, time.Value)), 0.5);

    /// <summary>Both together.</summary>
    public ForecastSums Plus(ForecastSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var amounts = Amounts.ToBuilder();
        foreach (var (amount, n) in other.Amounts) amounts[amount] = amounts.GetValueOrDefault(amount) + n;
        var times = Times.ToBuilder();
        foreach (var (bucket, n) in other.Times) times[bucket] = times.GetValueOrDefault(bucket) + n;
        return new ForecastSums(
            Ahead.Plus(other.Ahead), SoFar.Plus(other.SoFar), Reached + other.Reached, Actual + other.Actual, Final + other.Final, amounts.ToImmutable(), times.ToImmutable());
    }
}
