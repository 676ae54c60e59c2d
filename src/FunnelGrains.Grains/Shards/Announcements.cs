using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// The breaches a shard announced: each goes out with the next partial, and for a minute with every whole one, since the funnel that was told may be gone before it told anybody.
/// </summary>
internal sealed class Announcements
{
    /// <summary>How long they are told again: longer than a killed silo's grains need to come back.</summary>
    public static readonly Duration Kept = Duration.FromMinutes(1);

    private const int Most = 5_000;
    private readonly Queue<(LeadBreach Breach, Instant At)> lately = new();
    private readonly List<LeadBreach> untold = [];

    /// <summary>Whether some were in no partial yet.</summary>
    public bool AreUntold => untold.Count > 0;

    /// <summary>Announced just now.</summary>
    public void Add(LeadBreach breach, Instant now)
    {
        untold.Add(breach);
        Remember(breach, now);
    }

    /// <summary>Announced by an activation before this one.</summary>
    public void Remember(LeadBreach breach, Instant at)
    {
        lately.Enqueue((breach, at));
        if (lately.Count > Most) lately.Dequeue();
    }

    /// <summary>Those that were in no partial yet.</summary>
    public ImmutableArray<LeadBreach> TakeUntold()
    {
        ImmutableArray<LeadBreach> taken = [.. untold];
        untold.Clear();
        return taken;
    }

    /// <summary>Those of the last minute.</summary>
    public ImmutableArray<LeadBreach> Lately(Instant now)
    {
        while (lately.TryPeek(out var oldest) && now - oldest.At > Kept) lately.Dequeue();
        return [.. lately.Select(one => one.Breach)];
    }
}
