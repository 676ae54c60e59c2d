using System.Text;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Which rows of a lead count, and in which order: section 2 of the semantics, word for word.</summary>
internal static class SlowOrder
{
    private static readonly string[] TypesInOrder =
    [
        "lead.captured", "lead.stage_changed", "lead.rejected", "lead.recycled", "lead.assigned", "lead.touched", "lead.updated", "deal.won", "deal.lost",
    ];

    public static List<JournalRow> Sort(Agreement agreement, IEnumerable<JournalRow> rows)
    {
        var first = rows.Where(row => row.Event.Data is not (SlaBreached or SlaWarned or EventQuarantined))
            .GroupBy(row => row.Event.Id).Select(same => same.MinBy(row => row.Seq)!).Where(row => IsFoldable(agreement, row.Event.Data)).ToList();
        first.Sort((a, b) => Compare(agreement, a.Event, b.Event));
        return first;
    }

    private static bool IsFoldable(Agreement agreement, EventData data) => data switch
    {
        Unreadable => false,
        StageChanged to => agreement.Stages.Any(stage => stage.Key == to.Stage),
        Recycled { Stage: { } to } => agreement.Stages.Any(stage => stage.Key == to && stage.Kind == StageKind.Open),
        _ => true,
    };

    private static int Compare(Agreement agreement, LeadEvent a, LeadEvent b)
    {
        if (a.OccurredAt != b.OccurredAt) return a.OccurredAt < b.OccurredAt ? -1 : 1;
        var types = Array.IndexOf(TypesInOrder, a.Type.Name()) - Array.IndexOf(TypesInOrder, b.Type.Name());
        if (types != 0) return types;
        var stages = StageRank(agreement, a) - StageRank(agreement, b);
        return stages != 0 ? stages : Encoding.UTF8.GetBytes(a.Id).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Id));
    }

    private static int StageRank(Agreement agreement, LeadEvent e) =>
        e.Data is StageChanged to ? agreement.Stages.ToList().FindIndex(stage => stage.Key == to.Stage) : 0;
}
