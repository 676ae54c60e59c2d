namespace FunnelGrains.Sdk.Tests.Http;

/// <summary>A clock that jumps over every wait: a timer rings at once and the time has passed. Timers of <paramref name="never"/> or longer never ring.</summary>
internal sealed class HurriedTime(TimeSpan never) : TimeProvider
{
    private long passed;

    public TimeSpan Passed => TimeSpan.FromTicks(Interlocked.Read(ref passed));

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero) + Passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < never && dueTime != Timeout.InfiniteTimeSpan)
        {
            Interlocked.Add(ref passed, dueTime.Ticks);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Silent();
    }

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
