using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

/// <summary>A lead that its shard holds in mind: the marks of all its events, and its grain.</summary>
internal sealed class Resident(string lead, ILeadGrain grain)
{
    private readonly List<ulong> ids = new(4);
    private readonly List<(ulong Content, long OccurredAt)> says = new(4);

    public string Lead { get; } = lead;

    public ILeadGrain Grain { get; } = grain;

    /// <summary>Rows to hand over at its next apply, since its grain may not know them; null when it does.</summary>
    public ImmutableArray<JournalRow>? History { get; set; }

    /// <summary>Batches on their way that hold it: while there are any it does not go.</summary>
    public int Pins { get; set; }

    /// <summary>Sequence number of its last counted row; 0 without one.</summary>
    public long LastSeq { get; set; }

    /// <summary>How many events it has; rows of the shard's own not counted.</summary>
    public int Events => ids.Count;

    /// <summary>Where the shard's list of residents has it.</summary>
    public LinkedListNode<Resident>? Place { get; set; }

    /// <summary>Remembers a row; the shard's own about the lead are no events that somebody might send again.</summary>
    public void Add(JournalRow row)
    {
        if (row.Event.Type is not (EventType.SlaBreached or EventType.SlaWarned or EventType.EventQuarantined)) Add(EventMark.Of(row.Event, row.Personal));
    }

    public void Add(in EventMark mark)
    {
        ids.Add(mark.Id);
        says.Add((mark.Content, mark.OccurredAt));
    }

    public bool TryFind(ulong id, out EventMark mark)
    {
        // 10,000 at most, several compared at a time: as fast as an index, and a third of its memory.
        var at = CollectionsMarshal.AsSpan(ids).IndexOf(id);
        mark = at < 0 ? default : new EventMark(id, says[at].Content, says[at].OccurredAt);
        return at >= 0;
    }
}
