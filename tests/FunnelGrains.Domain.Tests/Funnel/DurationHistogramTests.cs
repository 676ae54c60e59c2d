using CsCheck;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Funnel;

public sealed class DurationHistogramTests
{
    [Theory]
    [InlineData(0, 0), InlineData(1, 0), InlineData(1.05, 1), InlineData(2, 8), InlineData(2.01, 9), InlineData(4, 16), InlineData(3_600, 95), InlineData(86_400, 132)]
    public void Buckets_begin_at_one_second_and_double_every_eight(double seconds, int bucket) =>
        DurationHistogram.Bucket(Duration.FromSeconds(seconds)).ShouldBe(bucket);

    [Fact]
    public void A_duration_lies_above_the_bound_of_the_bucket_before_and_not_above_its_own() =>
        Gen.Long[1_001, 63_072_000_000].Sample(
            milliseconds =>
            {
                var (duration, slack) = (Duration.FromMilliseconds(milliseconds), Duration.FromTicks(10 + (milliseconds / 1_000)));
                var bucket = DurationHistogram.Bucket(duration);
                duration.ShouldBeLessThanOrEqualTo(DurationHistogram.UpperBound(bucket) + slack);
                duration.ShouldBeGreaterThan(DurationHistogram.UpperBound(bucket - 1) - slack);
            }, iter: 5_000);

    [Fact]
    public void A_percentile_is_the_upper_bound_of_its_bucket()
    {
        (int, long)[] counts = [(8, 1), (0, 2), (16, 1)];
        DurationHistogram.Percentile(counts, 0.5).ShouldBe(Duration.FromSeconds(1));
        DurationHistogram.Percentile(counts, 0.75).ShouldBe(Duration.FromSeconds(2));
        DurationHistogram.Percentile(counts, 0.76).ShouldBe(Duration.FromSeconds(4));
        DurationHistogram.Percentile(counts, 0).ShouldBe(Duration.FromSeconds(1));
        DurationHistogram.Percentile(counts, 1).ShouldBe(Duration.FromSeconds(4));
    }

    [Fact]
    public void Nothing_has_no_percentile() => DurationHistogram.Percentile([(3, 0)], 0.5).ShouldBeNull();
}
