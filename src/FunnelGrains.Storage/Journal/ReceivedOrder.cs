using NodaTime;

namespace FunnelGrains.Storage.Journal;

/// <summary>
/// A shard's rows are received in the order of their numbers, but for clocks that are set back and nodes that take a shard over: so the rows since an instant are found on the primary key by
/// halving, a little too early.
/// </summary>
internal static class ReceivedOrder
{
    /// <summary>By how much a row may seem to be received before one of a lower number.</summary>
    public static Duration Slack { get; } = Duration.FromHours(1);

    /// <summary>The number to look at next; null at the end.</summary>
    /// <param name="low">A number received before, or the one before the first.</param>
    /// <param name="high">A number received later, or the one after the last.</param>
    public static long? Middle(long low, long high) => high - low > 1 ? low + (high - low) / 2 : null;

    /// <summary>The ends after a look.</summary>
    /// <param name="low">As before.</param>
    /// <param name="high">As before.</param>
    /// <param name="middle">What was looked at.</param>
    /// <param name="received">When it was received, unix milliseconds; empty for a row that was archived meanwhile.</param>
    /// <param name="before">The instant.</param>
    public static (long Low, long High) Narrow(long low, long high, long middle, IReadOnlyList<long> received, Instant before) =>
        received.Count == 0 || received[0] < before.ToUnixTimeMilliseconds() ? (middle, high) : (low, middle);
}
