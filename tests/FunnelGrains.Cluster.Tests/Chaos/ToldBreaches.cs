using System.Collections.Concurrent;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>The breaches that boards were told, by id.</summary>
internal sealed class ToldBreaches
{
    private readonly ConcurrentDictionary<string, byte> ids = new(StringComparer.Ordinal);
    private long messages;

    public IReadOnlyCollection<string> Ids => (IReadOnlyCollection<string>)ids.Keys;

    /// <summary>How many messages told them, to all boards together.</summary>
    public long Messages => Interlocked.Read(ref messages);

    public void Add(string id)
    {
        ids.TryAdd(id, 0);
        Interlocked.Increment(ref messages);
    }
}
