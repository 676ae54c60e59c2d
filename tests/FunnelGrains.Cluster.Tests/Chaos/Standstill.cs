using System.Diagnostics;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>
/// Notices when this program did not run for 1.5 s or more: stopped by a signal, or on a machine that stood still. Times measured over such a moment say nothing of the product.
/// A thread of its own, so that a busy pool of threads is not taken for it.
/// </summary>
internal sealed class Standstill : IDisposable
{
    private const int TickMilliseconds = 100;
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(1.5);

    private readonly Lock gate = new();
    private readonly List<(long From, long To)> stood = [];
    private readonly ManualResetEventSlim ended = new();
    private readonly Thread thread;

    public Standstill()
    {
        thread = new Thread(Watch) { IsBackground = true, Name = nameof(Standstill) };
        thread.Start();
    }

    /// <summary>For how long it did not run between two moments; stopwatch ticks.</summary>
    public TimeSpan Between(long from, long to)
    {
        lock (gate)
        {
            return stood.Where(still => still.From < to && still.To > from)
                .Aggregate(TimeSpan.Zero, (sum, still) => sum + Stopwatch.GetElapsedTime(still.From, still.To));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Set();
        thread.Join();
        ended.Dispose();
    }

    private void Watch()
    {
        for (var last = Stopwatch.GetTimestamp(); !ended.Wait(TickMilliseconds);)
        {
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(last, now) > Notable)
                lock (gate) stood.Add((last, now));
            last = now;
        }
    }
}
