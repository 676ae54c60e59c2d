using FunnelGrains.Grains.Shards;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Notices;

/// <summary>An endpoint at work: each has a lane of its own, so that one that hangs delays no other.</summary>
internal sealed class Lane(Endpoint endpoint)
{
    private long waiting;

    public Endpoint Endpoint { get; set; } = endpoint;

    /// <summary>Wakes its loop.</summary>
    public Signal Work { get; } = new();

    /// <summary>Messages that are being tried or whose outcome is being written.</summary>
    public HashSet<string> OnTheirWay { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages whose outcome was written since the store was last asked: its answer may not know that.</summary>
    public HashSet<string> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>The message that still takes announcements up, for endpoints that group; null for none.</summary>
    public (Notice Notice, Outgoing What)? Collecting { get; set; }

    /// <summary>The number of the last attempt.</summary>
    public long LastAttempt { get; set; }

    /// <summary>Attempts that failed since the last delivery.</summary>
    public int Failures { get; set; }

    /// <summary>While it fails nothing is tried before this.</summary>
    public Instant NotBefore { get; set; } = Instant.MinValue;

    /// <summary>Whether it was deleted.</summary>
    public bool Forgotten { get; set; }

    /// <summary>How many messages wait, about.</summary>
    public long Waiting
    {
        get => waiting;
        set
        {
            NoticeMetrics.Waits(Endpoint.Settings.Kind, value - waiting);
            waiting = value;
        }
    }
}
