namespace FunnelGrains.Web.Live;

/// <summary>The last ids there were, so that what comes twice is told once. Safe to use from any thread.</summary>
internal sealed class RecentIds
{
    private const int Most = 20_000;
    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <returns>False when it is known.</returns>
    public bool Add(string id)
    {
        lock (gate)
        {
            if (!known.Add(id)) return false;
            order.Enqueue(id);
            if (order.Count > Most) known.Remove(order.Dequeue());
            return true;
        }
    }
}
