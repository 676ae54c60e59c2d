using FunnelGrains.Abstractions.Boards;

namespace FunnelGrains.Web.Reading;

/// <summary>How long leads stood in a stage.</summary>
/// <param name="Key">The stage's key.</param>
/// <param name="Samples">How many stays ended in the period: one a cycle and stage, the sum of its stays.</param>
/// <param name="Elapsed">In elapsed time; null without a sample.</param>
/// <param name="Business">In the owning team's business time; null without a sample.</param>
internal sealed record StageTimesBody(string Key, long Samples, TimeSharesBody? Elapsed, TimeSharesBody? Business)
{
    public static StageTimesBody Of(StageTimes times) => new(times.Key, times.Samples, TimeSharesBody.Of(times.Elapsed), TimeSharesBody.Of(times.Business));
}

/// <summary>Percentiles in seconds, each the upper bound of its bucket; a bucket is 9 % wide.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">Nine of ten were not longer.</param>
internal sealed record TimeSharesBody(double P50, double P90)
{
    public static TimeSharesBody? Of(TimeShares? shares) =>
        shares is null ? null : new(Math.Round(shares.P50, 3), Math.Round(shares.P90, 3));
}
