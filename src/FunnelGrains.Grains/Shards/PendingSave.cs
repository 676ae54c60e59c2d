using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// What a save carries. Leads are replaced whole, so many may go ahead of the counts in transactions of their own: after a crash between them a replay judges
/// every lead with a new row again, whatever is stored of it. A lead that moved with time alone would not be judged again, so it goes with the counts.
/// </summary>
internal sealed class PendingSave
{
    private readonly List<ChangedLead> leads;
    private int mayGoAhead;

    /// <summary>Copies.</summary>
    /// <param name="counts">The counts; they go last.</param>
    /// <param name="changed">All leads that changed since the save before.</param>
    /// <param name="withNewRows">Those with a row since then.</param>
    /// <param name="at">When that was.</param>
    public PendingSave(CheckpointWrite counts, IEnumerable<ChangedLead> changed, HashSet<string> withNewRows, Instant at)
    {
        (Counts, At) = (counts, at);
        leads = [.. changed.Select(WithOpenClocks)];
        leads.Sort((a, b) => withNewRows.Contains(b.View.Lead).CompareTo(withNewRows.Contains(a.View.Lead)));
        mayGoAhead = leads.Count(lead => withNewRows.Contains(lead.View.Lead));
    }

    public CheckpointWrite Counts { get; }

    public Instant At { get; }

    /// <summary>The leads still to be saved.</summary>
    public IReadOnlyList<ChangedLead> Leads => leads;

    /// <summary>Leads to be saved ahead of the counts, in one transaction; null when the rest may go with the counts.</summary>
    /// <param name="most">Leads in a transaction.</param>
    public List<ChangedLead>? Ahead(int most) => leads.Count <= most || mayGoAhead == 0 ? null : leads.GetRange(0, Math.Min(most, mayGoAhead));

    /// <summary>Lists show clocks that are open; the others are told by the lead itself, and would be written again with every event.</summary>
    private static ChangedLead WithOpenClocks(ChangedLead changed) =>
        changed.View.Clocks.All(clock => clock.Open) ? changed : changed with { View = changed.View with { Clocks = changed.View.Clocks.RemoveAll(clock => !clock.Open) } };

    /// <summary>The first leads are saved.</summary>
    public void WentAhead(int count)
    {
        leads.RemoveRange(0, count);
        mayGoAhead -= count;
    }
}
