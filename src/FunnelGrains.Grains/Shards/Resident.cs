using System.Collections.Immutable;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

/// <summary>A lead that its shard holds in mind: the marks of all its events, and its grain.</summary>
internal sealed class Resident(string lead, ILeadGrain grain)
{
    private readonly List<EventMark> marks = new(4);
    private Dictionary<ulong, int>? index;

    public string Lead { get; } = lead;

    public ILeadGrain Grain { get; } = grain;

    /// <summary>Rows to hand over at its next apply, since its grain may not know them; null when it does.</summary>
    public ImmutableArray<JournalRow>? History { get; set; }

    /// <summary>Batches on their way that hold it: while there are any it does not go.</summary>
    public int Pins { get; set; }

    /// <summary>Sequence number of its last counted row; 0 without one.</summary>
    public long LastSeq { get; set; }

    /// <summary>How many events it has; rows of the shard's own not counted.</summary>
    public int Events => marks.Count;

    /// <summary>Where the shard's list of residents has it.</summary>
    public LinkedListNode<Resident>? Place { get; set; }

    /// <summary>Remembers a row; the shard's own about the lead are no events that somebody might send again.</summary>
    public void Add(JournalRow row)
    {
        if (row.Event.Type is EventType.SlaBreached or EventType.EventQuarantined) return;
        var mark = EventMark.Of(row);
        index?.TryAdd(mark.Id, marks.Count);
        marks.Add(mark);
        if (index is null && marks.Count > 64)
        {
            index = new Dictionary<ulong, int>(marks.Count * 2);
            for (var i = 0; i < marks.Count; i++) index.TryAdd(marks[i].Id, i);
        }
    }

    public bool TryFind(ulong id, out EventMark mark)
    {
        if (index is not null)
        {
            var found = index.TryGetValue(id, out var at);
            mark = found ? marks[at] : default;
            return found;
        }

        foreach (var known in marks)
        {
            if (known.Id != id) continue;
            mark = known;
            return true;
        }

        mark = default;
        return false;
    }
}
