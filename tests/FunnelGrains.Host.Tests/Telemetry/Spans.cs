using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>What was exported, and whoever waits for it.</summary>
internal sealed class Spans : ICollection<Activity>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly SemaphoreSlim more = new(0);

    public IReadOnlyList<Activity> All => [.. spans];

    public int Count => spans.Count;

    public bool IsReadOnly => false;

    public void Add(Activity item)
    {
        spans.Enqueue(item);
        more.Release();
    }

    public async Task<Activity> FirstAsync(Func<Activity, bool> wanted)
    {
        while (true)
        {
            if (spans.FirstOrDefault(wanted) is { } found) return found;
            if (!await more.WaitAsync(Patience)) throw new TimeoutException(string.Join('\n', spans.Select(span => $"{span.TraceId} {span.OperationName} {span.DisplayName}")));
        }
    }

    /// <summary>A whole trace, once the span that ends last is there.</summary>
    public async Task<IReadOnlyList<Activity>> OfAsync(ActivityTraceId trace, string last)
    {
        await FirstAsync(span => span.TraceId == trace && span.DisplayName == last);
        return [.. spans.Where(span => span.TraceId == trace)];
    }

    public void Clear() => throw new NotSupportedException();

    public bool Contains(Activity item) => spans.Contains(item);

    public void CopyTo(Activity[] array, int arrayIndex) => spans.CopyTo(array, arrayIndex);

    public bool Remove(Activity item) => throw new NotSupportedException();

    public IEnumerator<Activity> GetEnumerator() => spans.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
