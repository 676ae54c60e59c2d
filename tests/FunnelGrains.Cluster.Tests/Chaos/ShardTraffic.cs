using System.Diagnostics;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>A time in which posts for a shard waited and none was answered 2xx; stopwatch ticks.</summary>
internal readonly record struct Gap(int Shard, long From, long To)
{
    public TimeSpan Length => Stopwatch.GetElapsedTime(From, To);
}

/// <summary>An attempt that brought no 2xx.</summary>
internal readonly record struct FailedAttempt(int Shard, long At, string Node, string Why);

/// <summary>Watches the posts of one shard from outside. Safe to use from any thread.</summary>
internal sealed class ShardTraffic(int shard)
{
    private static readonly TimeSpan Notable = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly Dictionary<int, long> waiting = [];
    private readonly List<Gap> gaps = [];
    private readonly List<FailedAttempt> failures = [];
    private long answered;

    /// <summary>The gaps of 0.1 s or more, by their end.</summary>
    public IReadOnlyList<Gap> Gaps
    {
        get
        {
            lock (gate) return [.. gaps];
        }
    }

    /// <summary>The attempts that failed, in their order.</summary>
    public IReadOnlyList<FailedAttempt> Failures
    {
        get
        {
            lock (gate) return [.. failures];
        }
    }

    /// <summary>How long the post that waits longest has waited; zero while none waits.</summary>
    public TimeSpan Waiting
    {
        get
        {
            lock (gate) return waiting.Count == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(waiting.Values.Min());
        }
    }

    /// <summary>A client's batch is on its way, from its first attempt until it is wholly stored.</summary>
    public void Begins(int client)
    {
        lock (gate) waiting[client] = Stopwatch.GetTimestamp();
    }

    /// <summary>A client's batch was answered 2xx.</summary>
    public void Accepted(int client)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            var gap = new Gap(shard, Math.Max(answered, waiting.Values.Min()), now);
            if (gap.Length >= Notable) gaps.Add(gap);
            answered = now;
            waiting.Remove(client);
        }
    }

    /// <summary>An attempt failed; the batch goes on waiting.</summary>
    public void Failed(string node, string why)
    {
        lock (gate) failures.Add(new(shard, Stopwatch.GetTimestamp(), node, why));
    }
}
