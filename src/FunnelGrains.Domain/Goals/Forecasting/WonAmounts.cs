using System.Collections.Immutable;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Amounts and how often each was won, for their median: exact up to 1,000 different ones, then all to three digits, so that memory does not follow the wins.</summary>
internal sealed class WonAmounts
{
    private const int Exact = 1_000;
    private Dictionary<decimal, long> counts = [];
    private bool coarse;

    public void Add(decimal amount)
    {
        if (coarse) amount = ThreeDigits(amount);
        counts[amount] = counts.GetValueOrDefault(amount) + 1;
        if (coarse || counts.Count <= Exact) return;
        coarse = true;
        counts = counts.GroupBy(pair => ThreeDigits(pair.Key)).ToDictionary(same => same.Key, same => same.Sum(pair => pair.Value));
    }

    public ImmutableSortedDictionary<decimal, long> ToCounts() => counts.ToImmutableSortedDictionary();

    /// <summary>The lower one of two in the middle; null without any.</summary>
    public static decimal? Median(ImmutableSortedDictionary<decimal, long> counts)
    {
        var rank = (counts.Values.Sum() + 1) / 2;
        foreach (var (amount, n) in counts)
            if ((rank -= n) <= 0) return amount;
        return null;
    }

    private static decimal ThreeDigits(decimal amount)
    {
        if (amount == 0) return 0;
        var scale = 1m;
        for (var size = Math.Abs(amount); size >= 1_000; size /= 10) scale *= 10;
        return scale == 1 ? decimal.Round(amount, 2) : decimal.Round(amount / scale) * scale;
    }
}
