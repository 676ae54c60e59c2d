using System.Threading.RateLimiting;
using FunnelGrains.Web.Ingest;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Admission;

/// <summary>
/// The rate of each sender: a bucket of events that fills evenly and holds two seconds' worth, and at least one whole body; so that one sender in a loop
/// cannot take the shards' queue from the others.
/// </summary>
internal sealed class KeyRates(IOptions<AdmissionOptions> options) : IAsyncDisposable
{
    private const int Few = 1_000;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        origin => RateLimitPartition.GetTokenBucketLimiter(origin, _ => Bucket(options.Value.EventsPerSecond)));

    /// <summary>Takes so many events off the sender's bucket.</summary>
    /// <returns>Null when it had as many; else how long the sender is to wait.</returns>
    public TimeSpan? Wait(string origin, int events)
    {
        using var lease = limiter.AttemptAcquire(origin, events);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = Math.Max(2 * perSecond, WholeBodies.MostEvents),
        TokensPerPeriod = perSecond < Few ? 1 : perSecond / 10,
        ReplenishmentPeriod = perSecond < Few ? TimeSpan.FromSeconds(1) / perSecond : Often,
        AutoReplenishment = true,
        QueueLimit = 0,
    };
}
