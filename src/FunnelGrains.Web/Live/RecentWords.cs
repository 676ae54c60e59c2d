using System.Text.Json;

namespace FunnelGrains.Web.Live;

/// <summary>
/// The breaches that were told within the last seconds, for boards that come meanwhile: when a node dies its boards are on their way to another, and what is told in that moment they
/// would never hear of. Whoever knows one already knows its id. Safe to use from any thread.
/// </summary>
internal sealed class RecentWords(TimeProvider time)
{
    /// <summary>Longer than a board needs to find another node.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private const int Most = 20_000;
    private readonly Lock gate = new();
    private readonly Queue<(long At, Named<JsonElement> What)> words = new();

    /// <summary>Told now.</summary>
    public void Add(Named<JsonElement> what)
    {
        lock (gate)
        {
            if (words.Count == Most) words.Dequeue();
            words.Enqueue((time.GetTimestamp(), what));
        }
    }

    /// <summary>Those of the last seconds, in the order in which they were told.</summary>
    public IReadOnlyList<Named<JsonElement>> Lately()
    {
        lock (gate)
        {
            while (words.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Kept) words.Dequeue();
            return [.. words.Select(word => word.What)];
        }
    }
}
