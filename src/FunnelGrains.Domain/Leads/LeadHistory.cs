using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// A lead's rows, sorted out: events that count (an id counts at its lowest sequence number), quarantines, announcements.
/// </summary>
internal sealed class LeadHistory(EventOrder order)
{
    private readonly List<JournalRow> events = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (JournalRow Row, SlaBreached Breach)> announced = new(StringComparer.Ordinal);
    private Dictionary<long, string>? quarantined;
    private HashSet<long>? recorded;

    /// <summary>Events that count, by sequence number; quarantined ones included.</summary>
    public IReadOnlyList<JournalRow> Events => events;

    /// <summary>Announced breaches by their id.</summary>
    public IReadOnlyDictionary<string, (JournalRow Row, SlaBreached Breach)> Announced => announced;

    /// <summary>The sequence number of the last row.</summary>
    public long LastSeq { get; private set; }

    public bool IsQuarantined(long seq) => quarantined?.ContainsKey(seq) == true;

    /// <summary>Takes a row.</summary>
    /// <returns>True for an event that was not here before.</returns>
    public bool Add(JournalRow row)
    {
        LastSeq = Math.Max(LastSeq, row.Seq);
        switch (row.Event.Data)
        {
            case SlaBreached breach:
                announced.TryAdd(row.Event.Id, (row, breach));
                return false;
            case EventQuarantined quarantine:
                Quarantine(quarantine.Seq, quarantine.Why);
                (recorded ??= []).Add(quarantine.Seq);
                return false;
            default:
                if (!ids.Add(row.Event.Id)) return false;
                events.Add(row.Personal is null ? row : row with { Personal = null });
                return true;
        }
    }

    /// <summary>From now on the event is passed over.</summary>
    public void Quarantine(long seq, string why) => (quarantined ??= []).TryAdd(seq, why);

    /// <summary>Events passed over whose quarantine has no row yet.</summary>
    public ImmutableArray<EventQuarantined> UnrecordedQuarantines() => quarantined is null || quarantined.Count == recorded?.Count
        ? []
        : [.. quarantined.Where(pair => recorded?.Contains(pair.Key) != true).Select(pair => new EventQuarantined(pair.Key, pair.Value))];

    /// <summary>The history up to and with a sequence number.</summary>
    public LeadHistory Through(long seq) => Where(row => row.Seq <= seq);

    /// <summary>The history before some events came.</summary>
    public LeadHistory Without(List<JournalRow> added)
    {
        if (added.Count == 0) return this;
        var gone = added.Select(row => row.Seq).ToHashSet();
        return Where(row => !gone.Contains(row.Seq));
    }

    /// <summary>Events to fold, in their own order.</summary>
    public List<JournalRow> InOrder()
    {
        var sorted = new List<JournalRow>(events.Count);
        foreach (var row in events)
            if (!IsQuarantined(row.Seq)) sorted.Add(row);
        sorted.Sort(order);
        return sorted;
    }

    /// <summary>The first event, by sequence number, that was received after an instant; null when none was.</summary>
    public JournalRow? FirstReceivedAfter(Instant instant)
    {
        foreach (var row in events)
            if (row.Event.ReceivedAt > instant) return row;
        return null;
    }

    private LeadHistory Where(Func<JournalRow, bool> keep)
    {
        var part = new LeadHistory(order);
        foreach (var row in events)
            if (keep(row)) part.Add(row);
        foreach (var (row, _) in announced.Values)
            if (keep(row)) part.Add(row);
        // A quarantine says nothing new about its event, so it holds wherever its event is.
        part.quarantined = quarantined;
        part.recorded = recorded;
        return part;
    }
}
