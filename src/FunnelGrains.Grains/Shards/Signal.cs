namespace FunnelGrains.Grains.Shards;

/// <summary>Wakes one waiter; a call without a waiter is not lost. All use is on one scheduler.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? waiter;
    private bool set;

    public void Set()
    {
        set = true;
        waiter?.TrySetResult();
    }

    /// <summary>Returns when set, or when the time has come; then it is not set any more.</summary>
    /// <param name="longest">How long at most; null for ever.</param>
    /// <param name="time">Whose time.</param>
    /// <param name="cancel">Ends the waiting without an exception.</param>
    public async Task WaitAsync(TimeSpan? longest, TimeProvider time, CancellationToken cancel)
    {
        if (!set && longest != TimeSpan.Zero)
        {
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var stop = cancel.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter);
            // A timer counts whole milliseconds and may fire a moment early: one more makes sure that the time is past.
            var wait = longest is { } bound ? TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(bound.TotalMilliseconds) + 1, 1, 3_600_000)) : Timeout.InfiniteTimeSpan;
            using var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, wait, Timeout.InfiniteTimeSpan);
            await waiter.Task;
            waiter = null;
        }

        set = false;
    }
}
