using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// The shard's own rows about its leads (announcements, quarantines) between the count that asked for them and the count of the row itself: each once, though a lead
/// asks again as long as its row is not counted.
/// </summary>
internal sealed class OwnRows
{
    private readonly List<(string Lead, LeadEvent Event)> waiting = [];
    private readonly HashSet<(string Lead, string Id)> onTheirWay = [];

    /// <summary>How many wait to be appended.</summary>
    public int Waiting => waiting.Count;

    /// <returns>False when it is on its way already.</returns>
    public bool Add(string lead, LeadEvent e)
    {
        if (!onTheirWay.Add((lead, e.Id))) return false;
        waiting.Add((lead, e));
        return true;
    }

    /// <summary>Takes those that waited for longest, to append them.</summary>
    /// <param name="most">How many at most.</param>
    public List<(string Lead, LeadEvent Event)> Take(int most)
    {
        var rows = waiting.GetRange(0, Math.Min(waiting.Count, most));
        waiting.RemoveRange(0, rows.Count);
        return rows;
    }

    /// <summary>The row is counted. In a replay it may also wait: a lead asked for what a later page of the journal holds.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="id">The row's id.</param>
    /// <param name="replaying">Whether it may wait.</param>
    public void Counted(string lead, string id, bool replaying)
    {
        if (onTheirWay.Remove((lead, id)) && replaying) waiting.RemoveAll(row => row.Lead == lead && row.Event.Id == id);
    }
}
