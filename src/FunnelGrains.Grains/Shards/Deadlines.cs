using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>When each lead of a shard must be judged again, and which clocks fall due next.</summary>
internal sealed class Deadlines
{
    private readonly Dictionary<string, (Instant At, ClockView? Next)> byLead = new(StringComparer.Ordinal);
    private readonly SortedSet<(Instant At, string Lead)> queue = new(ByTime.Instance);
    // Promises made outside business hours fall due together: the older stands first, so that a new one moves none of those that are shown.
    private readonly SortedSet<(Instant Due, Instant Start, string Lead)> clocks = new(ByDue.Instance);

    /// <summary>The next instant after which a lead must be judged; null for none.</summary>
    public Instant? Next => queue.Count == 0 ? null : queue.Min.At;

    public void Set(string lead, Instant? at, ClockView? next)
    {
        if (byLead.TryGetValue(lead, out var old))
        {
            if (old.At == at && old.Next == next) return;
            byLead.Remove(lead);
            queue.Remove((old.At, lead));
            if (old.Next is { Due: { } due } clock) clocks.Remove((due, clock.Start, lead));
        }

        if (at is not { } wake) return;
        byLead[lead] = (wake, next);
        queue.Add((wake, lead));
        if (next?.Due is { } nextDue) clocks.Add((nextDue, next.Start, lead));
    }

    /// <summary>The leads that must be judged because their instant is before this one.</summary>
    public List<string> Before(Instant asOf)
    {
        var leads = new List<string>();
        foreach (var (at, lead) in queue)
        {
            if (at >= asOf) break;
            leads.Add(lead);
        }

        return leads;
    }

    /// <summary>The clocks that fall due first.</summary>
    public ImmutableArray<LeadClock> NextClocks(int limit) =>
        [.. clocks.Take(limit).Select(entry => new LeadClock(entry.Lead, byLead[entry.Lead].Next!))];

    private sealed class ByTime : IComparer<(Instant At, string Lead)>
    {
        public static readonly ByTime Instance = new();

        public int Compare((Instant At, string Lead) x, (Instant At, string Lead) y) =>
            x.At.CompareTo(y.At) is not 0 and var order ? order : string.CompareOrdinal(x.Lead, y.Lead);
    }

    private sealed class ByDue : IComparer<(Instant Due, Instant Start, string Lead)>
    {
        public static readonly ByDue Instance = new();

        public int Compare((Instant Due, Instant Start, string Lead) x, (Instant Due, Instant Start, string Lead) y) =>
            x.Due.CompareTo(y.Due) is not 0 and var byDue ? byDue
            : x.Start.CompareTo(y.Start) is not 0 and var byStart ? byStart
            : string.CompareOrdinal(x.Lead, y.Lead);
    }
}
