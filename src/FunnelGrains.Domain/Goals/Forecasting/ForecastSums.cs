using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>What the forecast of one window of a case is made from, summed over leads.</summary>
/// <param name="Ahead">From the instant of the forecast to the period's end.</param>
/// <param name="SoFar">From the period's start to the instant of the forecast.</param>
/// <param name="Reached">How often the target was reached before the instant of the forecast.</param>
/// <param name="Actual">A at the instant of the forecast.</param>
/// <param name="Final">A of the whole period, as far as it is known now.</param>
/// <param name="Amounts">Amounts won in the currency in the last 180 days, and how often each; for revenue only.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastsums")]
public sealed record ForecastSums(
    LookSums Ahead, LookSums SoFar, long Reached, decimal Actual, decimal Final, ImmutableSortedDictionary<decimal, long> Amounts)
{
    /// <summary>Nothing yet.</summary>
    public static ForecastSums None { get; } = new(LookSums.None, LookSums.None, 0, 0, 0, ImmutableSortedDictionary<decimal, long>.Empty);

    /// <summary>Both together.</summary>
    public ForecastSums Plus(ForecastSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var amounts = Amounts.ToBuilder();
        foreach (var (amount, n) in other.Amounts) amounts[amount] = amounts.GetValueOrDefault(amount) + n;
        return new ForecastSums(
            Ahead.Plus(other.Ahead), SoFar.Plus(other.SoFar), Reached + other.Reached, Actual + other.Actual, Final + other.Final, amounts.ToImmutable());
    }
}
