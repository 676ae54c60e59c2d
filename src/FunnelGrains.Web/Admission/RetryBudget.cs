using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Web.Admission;

/// <summary>
/// How much this node may ask again by itself: when much fails, asking again makes it worse. Each call puts a part of a retry in, each retry takes one out;
/// what is in is at most a hundred retries (Google's SRE Book, "Addressing Cascading Failures").
/// </summary>
internal sealed class RetryBudget(IOptions<AdmissionOptions> options)
{
    private const int Most = 100_000;
    private const int ForACall = 200;
    private const int ARetry = 1_000;
    // Who waits longer comes late to a shard that is open again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);
    private int left = Most;

    /// <summary>The first wait before asking again.</summary>
    public static TimeSpan First { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a call may be asked again.</summary>
    public TimeSpan Patience { get; } = options.Value.RetryFor;

    /// <summary>How long one asking waits for its answer.</summary>
    public TimeSpan Attempt { get; } = options.Value.AskFor;

    /// <summary>The wait after a wait.</summary>
    public static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;

    /// <summary>A wait drawn at random, so that senders do not come back all at once.</summary>
    public static TimeSpan Drawn(TimeSpan wait) => wait * (0.5 + Random.Shared.NextDouble());

    /// <summary>A first call is made.</summary>
    public void Call()
    {
        if (Volatile.Read(ref left) < Most) Interlocked.Add(ref left, ForACall);
    }

    /// <summary>
    /// Asks what may be asked any number of times, and again where the answer fails: a grain on its way to another silo, a connection to the database that was lost unnoticed.
    /// </summary>
    /// <exception cref="Exception">The last failure, when the patience or the budget is used up.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        Call();
        var started = Stopwatch.GetTimestamp();
        for (var wait = First; ; wait = Longer(wait))
        {
            try
            {
                return await ask().WaitAsync(Attempt);
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(started) + wait <= Patience && TryRetry())
            {
                await Task.Delay(Drawn(wait));
            }
        }
    }

    /// <returns>False when there is nothing left: the sender is to ask again, later.</returns>
    public bool TryRetry()
    {
        if (Interlocked.Add(ref left, -ARetry) >= 0) return true;
        Interlocked.Add(ref left, ARetry);
        return false;
    }
}
