using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Grains.Shards;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>The breaches of the last minute by their ids, numbered as they became known, for observers that missed some.</summary>
/// <param name="first">The number before the first: higher than any that an earlier activation gave.</param>
internal sealed class AnnouncedLately(long first)
{
    private const int Most = 20_000;
    private readonly Queue<(long Number, Instant At, BoardBreach Breach)> lately = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private long last = first;

    /// <returns>False when it is known already.</returns>
    public bool Add(BoardBreach breach, Instant now)
    {
        Forget(now, Most - 1);
        if (!ids.Add(breach.Id)) return false;
        lately.Enqueue((++last, now, breach));
        return true;
    }

    /// <summary>Those after a number.</summary>
    public AnnouncedBreaches After(long number, Instant now)
    {
        Forget(now, Most);
        return new(last, [.. lately.Where(one => one.Number > number).Select(one => one.Breach)]);
    }

    private void Forget(Instant now, int most)
    {
        while (lately.TryPeek(out var oldest) && (now - oldest.At > Announcements.Kept || lately.Count > most)) ids.Remove(lately.Dequeue().Breach.Id);
    }
}
