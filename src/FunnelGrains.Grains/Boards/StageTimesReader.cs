using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads the time in stage of a period off all shards.</summary>
internal sealed class StageTimesReader(AgreementBook book, IReadOnlyList<IFunnelShardGrain> shards)
{
    public async Task<ImmutableArray<StageTimes>> ReadAsync(FunnelQuestion question, LocalDate today)
    {
        var (from, to) = Days.Of(question.From, question.To, today);
        var asked = new SumQuestion(
            FrameComposer.DayOf(from), FrameComposer.DayOf(to), [Measure.StayElapsed, Measure.StayBusiness], Dimension.All, null, Present: false, SumDays: true);
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumAsync(asked)));
        var buckets = sums.SelectMany(shard => shard.Cells).ToLookup(
            change => (change.Cell.Measure, Stage: change.Cell.Key[..change.Cell.Key.LastIndexOf('|')]),
            change => (Bucket: int.Parse(change.Cell.Key.AsSpan(change.Cell.Key.LastIndexOf('|') + 1), CultureInfo.InvariantCulture), change.N));
        return
        [
            .. book.Latest.Funnel.Select(stage => stage.Key).Select(stage => new StageTimes(
                stage, buckets[(Measure.StayElapsed, stage)].Sum(bucket => bucket.N), SharesOf(buckets[(Measure.StayElapsed, stage)]),
                SharesOf(buckets[(Measure.StayBusiness, stage)]))),
        ];
    }

    private static TimeShares? SharesOf(IEnumerable<(int Bucket, long N)> counts)
    {
        // The same bucket comes from several shards.
        var all = counts.GroupBy(count => count.Bucket, (bucket, same) => (bucket, same.Sum(count => count.N))).ToList();
        return DurationHistogram.Percentile(all, 0.5) is { } median ? new TimeShares(median.TotalSeconds, DurationHistogram.Percentile(all, 0.9)!.Value.TotalSeconds) : null;
    }
}
