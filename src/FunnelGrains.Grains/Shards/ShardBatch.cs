using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

/// <summary>What is appended and counted together.</summary>
internal sealed class ShardBatch
{
    /// <summary>All rows, in sequence.</summary>
    public List<JournalRow> Rows { get; } = [];

    /// <summary>The rows of each lead.</summary>
    public Dictionary<string, LeadRowsOnTheirWay> Leads { get; } = new(StringComparer.Ordinal);

    /// <summary>The posted events among them.</summary>
    public List<(string Lead, ulong Id, EventOnItsWay Event)> Events { get; } = [];

    /// <summary>The sequence number after which all is counted when this is; the journal's last at that moment.</summary>
    public long LastSeq { get; set; }

    /// <summary>Its traced calls.</summary>
    public TracedCalls Traced { get; set; }

    public void Add(Resident resident, JournalRow row)
    {
        Rows.Add(row);
        if (!Leads.TryGetValue(resident.Lead, out var mine)) Leads[resident.Lead] = mine = new LeadRowsOnTheirWay(resident);
        mine.Rows.Add(row);
    }
}

/// <summary>New rows of one lead.</summary>
internal sealed record LeadRowsOnTheirWay(Resident Resident)
{
    public List<JournalRow> Rows { get; } = [];
}
