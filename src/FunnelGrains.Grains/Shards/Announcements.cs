using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// The breaches and warnings a shard announced: each goes out with the next partial, and for a minute with every whole one, since the funnel that was told may be gone before it told
/// anybody.
/// </summary>
internal sealed class Announcements
{
    /// <summary>How long they are told again: longer than a killed silo's grains need to come back.</summary>
    public static readonly Duration Kept = Duration.FromMinutes(1);

    /// <summary>As many of each are told again.</summary>
    public const int Most = 5_000;

    private readonly News<LeadBreach> breaches = new();
    private readonly News<LeadWarning> warnings = new();

    /// <summary>Whether some were in no partial yet.</summary>
    public bool AreUntold => breaches.AreUntold || warnings.AreUntold;

    /// <summary>Announced just now.</summary>
    public void Add(LeadBreach breach, Instant now) => breaches.Add(breach, now);

    /// <summary>Likewise.</summary>
    public void Add(LeadWarning warning, Instant now) => warnings.Add(warning, now);

    /// <summary>Announced by an activation before this one.</summary>
    public void Remember(LeadBreach breach, Instant at) => breaches.Remember(breach, at);

    /// <summary>Those that were in no partial yet.</summary>
    public ImmutableArray<LeadBreach> TakeUntold() => breaches.TakeUntold();

    /// <summary>Likewise.</summary>
    public ImmutableArray<LeadWarning> TakeUntoldWarnings() => warnings.TakeUntold();

    /// <summary>Those of the last minute.</summary>
    public ImmutableArray<LeadBreach> Lately(Instant now) => breaches.Lately(now);

    /// <summary>Likewise.</summary>
    public ImmutableArray<LeadWarning> WarnedLately(Instant now) => warnings.Lately(now);

    private sealed class News<T>
    {
        private readonly Queue<(T One, Instant At)> lately = new();
        private readonly List<T> untold = [];

        public bool AreUntold => untold.Count > 0;

        public void Add(T one, Instant now)
        {
            untold.Add(one);
            Remember(one, now);
        }

        public void Remember(T one, Instant at)
        {
            lately.Enqueue((one, at));
            if (lately.Count > Most) lately.Dequeue();
        }

        public ImmutableArray<T> TakeUntold()
        {
            ImmutableArray<T> taken = [.. untold];
            untold.Clear();
            return taken;
        }

        public ImmutableArray<T> Lately(Instant now)
        {
            while (lately.TryPeek(out var oldest) && now - oldest.At > Kept) lately.Dequeue();
            return [.. lately.Select(entry => entry.One)];
        }
    }
}
