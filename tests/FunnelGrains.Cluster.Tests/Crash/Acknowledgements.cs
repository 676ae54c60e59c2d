namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>The events that the host said it has. Safe to use from any thread.</summary>
internal sealed class Acknowledgements
{
    private readonly Lock gate = new();
    private readonly HashSet<string> ids = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    /// <summary>How many.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return ids.Count;
            }
        }
    }

    /// <summary>All of them now.</summary>
    public IReadOnlyCollection<string> Ids
    {
        get
        {
            lock (gate)
            {
                return [.. ids];
            }
        }
    }

    /// <summary>Notes answered events.</summary>
    public void Add(IEnumerable<string> answered)
    {
        lock (gate)
        {
            ids.UnionWith(answered);
            foreach (var (_, reached) in waiting.Where(waiter => waiter.Count <= ids.Count))
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>Completes when there are that many; its continuation runs on another thread.</summary>
    public Task ReachAsync(int count)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (ids.Count >= count)
            {
                reached.SetResult();
            }
            waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
