using System.Globalization;
using NodaTime;

namespace FunnelGrains.Domain.Funnel;

/// <summary>Buckets of durations with a fixed ratio of 2^(1/8) from 1 s; a percentile is its bucket's upper bound.</summary>
public static class DurationHistogram
{
    private const int PerDoubling = 8;
    private static readonly string[] Names = [.. Enumerable.Range(0, 320).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The bucket of a duration: 0 holds all up to 1 s.</summary>
    public static int Bucket(Duration duration)
    {
        var seconds = duration.TotalSeconds;
        return seconds <= 1 ? 0 : Math.Min(Names.Length - 1, (int)Math.Ceiling(PerDoubling * Math.Log2(seconds) - 1e-9));
    }

    /// <summary>The bucket as the text that stands in a cell's key.</summary>
    public static string Name(int bucket) => Names[bucket];

    /// <summary>The upper bound of a bucket, inclusive.</summary>
    public static Duration UpperBound(int bucket) => Duration.FromSeconds(Math.Pow(2, bucket / (double)PerDoubling));

    /// <summary>A percentile of a histogram.</summary>
    /// <param name="counts">Bucket and how many stand in it; in any order.</param>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>The upper bound of the bucket where it lies; null for an empty histogram.</returns>
    public static Duration? Percentile(IEnumerable<(int Bucket, long Count)> counts, double share)
    {
        var sorted = counts.Where(pair => pair.Count > 0).OrderBy(pair => pair.Bucket).ToList();
        var total = sorted.Sum(pair => pair.Count);
        if (total == 0) return null;
        var rank = Math.Max(1, (long)Math.Ceiling(share * total));
        foreach (var (bucket, count) in sorted)
        {
            rank -= count;
            if (rank <= 0) return UpperBound(bucket);
        }

        return UpperBound(sorted[^1].Bucket);
    }
}
