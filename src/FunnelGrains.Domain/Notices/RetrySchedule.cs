using NodaTime;

namespace FunnelGrains.Domain.Notices;

/// <summary>When a message that could not be delivered is tried again: after waits that double, each drawn from the upper half of its length, so that what failed together does not come back together.</summary>
/// <param name="First">The longest first wait.</param>
/// <param name="Longest">No wait is longer.</param>
/// <param name="For">From the first attempt on; an attempt that fails after it was the last.</param>
public sealed record RetrySchedule(Duration First, Duration Longest, Duration For)
{
    /// <summary>When to try again.</summary>
    /// <param name="failed">How many attempts have failed, from 1.</param>
    /// <param name="firstAt">When the first was.</param>
    /// <param name="now">When the last one ended.</param>
    /// <param name="draw">A random number from 0 to below 1.</param>
    /// <param name="asked">How long the receiver asked to wait; null where it did not. No longer than the longest wait is granted.</param>
    /// <returns>Null when that was the last: the message is dead.</returns>
    public Instant? Next(int failed, Instant firstAt, Instant now, double draw, Duration? asked)
    {
        var over = firstAt + For;
        if (now >= over) return null;
        var ticks = Math.Min(First.TotalTicks * Math.Pow(2, Math.Min(failed - 1, 40)), Longest.TotalTicks);
        var wait = Duration.FromTicks(ticks * (0.5 + draw / 2));
        if (asked is { } after && after > wait) wait = Duration.Min(after, Longest);
        // The last attempt comes when the time is over, not hours before.
        return Instant.Min(now + wait, over);
    }
}
