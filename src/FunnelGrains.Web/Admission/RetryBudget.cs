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
    private int left = Most;

    /// <summary>How long a call may be asked again.</summary>
    public TimeSpan Patience { get; } = options.Value.RetryFor;

    /// <summary>How long one asking waits for its answer.</summary>
    public TimeSpan Attempt { get; } = options.Value.AskFor;

    /// <summary>A first call is made.</summary>
    public void Call()
    {
        if (Volatile.Read(ref left) < Most) Interlocked.Add(ref left, ForACall);
    }

    /// <returns>False when there is nothing left: the sender is to ask again, later.</returns>
    public bool TryRetry()
    {
        if (Interlocked.Add(ref left, -ARetry) >= 0) return true;
        Interlocked.Add(ref left, ARetry);
        return false;
    }
}
