namespace FunnelGrains.Sdk;

/// <summary>The waits of one call: exponential with jitter, at least what the server asks, all within one span of time.</summary>
internal sealed class RetryBudget(FunnelClientOptions options)
{
    private readonly long began = options.Time.GetTimestamp();
    private TimeSpan next = options.FirstWait;

    /// <returns>False, at once, when the wait would end after the span; then the call has to give up.</returns>
    public async Task<bool> WaitAsync(TimeSpan? asked, string reason, CancellationToken cancellationToken)
    {
        var wait = next * (1 - (Random.Shared.NextDouble() / 2));
        next = TimeSpan.FromTicks(Math.Min(next.Ticks * 2, options.LongestWait.Ticks));
        if (asked > wait)
            wait = asked.Value;
        if (options.Time.GetElapsedTime(began) + wait > options.RetryFor)
            return false;
        options.Retrying?.Invoke(new RetryNotice(reason, wait));
        await Task.Delay(wait, options.Time, cancellationToken);
        return true;
    }
}
