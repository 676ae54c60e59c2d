using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// A lead's rows, sorted out: events that count (an id counts at its lowest sequence number), quarantines, announcements.
/// </summary>
internal sealed class LeadHistory(string lead, EventOrder order)
{
    private static readonly Dictionary<string, (JournalRow Row, SlaBreached Breach)> None = [];
    private readonly PackedRows events = new(lead);
    private Dictionary<string, (JournalRow Row, SlaBreached Breach)>? announced;
    private Dictionary<string, JournalRow>? warned;
    private Dictionary<long, string>? quarantined;
    private HashSet<long>? recorded;

    /// <summary>How many events count; quarantined ones included.</summary>
    public int Events => events.Count;

    /// <summary>The sequence number of the first event that came; there is one.</summary>
    public long FirstSeq => events.SeqAt(0);

    /// <summary>Announced breaches by their id.</summary>
    public IReadOnlyDictionary<string, (JournalRow Row, SlaBreached Breach)> Announced => announced ?? None;

    /// <summary>Whether a warning or escalation step was announced.</summary>
    public bool IsWarned(string id) => warned?.ContainsKey(id) == true;

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
                (announced ??= new(StringComparer.Ordinal)).TryAdd(row.Event.Id, (row, breach));
                return false;
            case SlaWarned:
                (warned ??= new(StringComparer.Ordinal)).TryAdd(row.Event.Id, row);
                return false;
            case EventQuarantined quarantine:
                Quarantine(quarantine.Seq, quarantine.Why);
                (recorded ??= []).Add(quarantine.Seq);
                return false;
            default:
                if (events.ContainsId(row.Event.Id)) return false;
                events.Add(row);
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
    public LeadHistory Through(long last) => Where(seq => seq <= last);

    /// <summary>The same history for another agreement: in its order, and with those events quarantined alone that a row says are. The others may be foldable there.</summary>
    public LeadHistory Under(EventOrder other)
    {
        var same = Where(static _ => true, other);
        same.quarantined = quarantined is null || recorded is null ? null : quarantined.Where(pair => recorded.Contains(pair.Key)).ToDictionary();
        return same;
    }

    /// <summary>The history before some events came.</summary>
    public LeadHistory Without(List<JournalRow> added)
    {
        if (added.Count == 0) return this;
        var gone = added.Select(row => row.Seq).ToHashSet();
        return Where(seq => !gone.Contains(seq));
    }

    /// <summary>Events to fold, in their own order.</summary>
    public List<JournalRow> InOrder() => Sorted(static (history, seq) => !history.IsQuarantined(seq));

    /// <summary>All events in their own order, quarantined ones included.</summary>
    public List<JournalRow> AllInOrder() => Sorted(static (_, _) => true);

    /// <summary>The sequence number of the first event, by that number, which was received after an instant; null when none was.</summary>
    public long? FirstReceivedAfter(Instant instant, out Instant receivedAt)
    {
        receivedAt = default;
        for (var i = 0; i < events.Count; i++)
            if ((receivedAt = events.ReceivedAtOf(i)) > instant) return events.SeqAt(i);
        return null;
    }

    private List<JournalRow> Sorted(Func<LeadHistory, long, bool> keep)
    {
        var sorted = new List<JournalRow>(events.Count);
        for (var i = 0; i < events.Count; i++)
            if (keep(this, events.SeqAt(i))) sorted.Add(events[i]);
        sorted.Sort(order);
        return sorted;
    }

    private LeadHistory Where(Func<long, bool> keep, EventOrder? other = null)
    {
        var part = new LeadHistory(lead, other ?? order);
        for (var i = 0; i < events.Count; i++)
            if (keep(events.SeqAt(i))) part.Add(events[i]);
        foreach (var (row, _) in Announced.Values)
            if (keep(row.Seq)) part.Add(row);
        foreach (var row in warned?.Values ?? Enumerable.Empty<JournalRow>())
            if (keep(row.Seq)) part.Add(row);
        // A quarantine says nothing new about its event, so it holds wherever its event is.
        part.quarantined = quarantined;
        part.recorded = recorded;
        return part;
    }
}
