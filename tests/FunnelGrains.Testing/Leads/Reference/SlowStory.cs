using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>A lead's events, each with what it did: section 2 of the semantics.</summary>
internal static class SlowStory
{
    public static List<Scene> Tell(Agreement agreement, IEnumerable<JournalRow> rows)
    {
        var story = new List<Scene>();
        foreach (var row in SlowOrder.Sort(agreement, rows)) story.Add(Next(agreement, story, row));
        return story;
    }

    private static Scene Next(Agreement agreement, List<Scene> story, JournalRow row)
    {
        var first = agreement.Stages[0].Key;
        var known = story.Count > 0;
        var last = known ? story[^1] : new Scene(row, Hands.Nobody, Hands.Nobody, 1, LeadStatus.Open, first, "");
        // Whatever happens to an unknown lead captures it.
        var same = last with
        {
            Row = row,
            Before = last.After,
            Meaning = row.Event.Type.Name(),
            Entered = known ? null : last.Stage,
            Ends = false,
            Anomaly = false,
            Idle = false,
        };
        switch (row.Event.Data)
        {
            case Assigned assigned:
                return same with { After = HandsOf(assigned, row.Other) };
            case Recycled recycled:
                var to = recycled.Stage ?? first;
                return same with { Cycle = known ? last.Cycle + 1 : 1, Status = LeadStatus.Open, Stage = to, Entered = to, Ends = known };
            case StageChanged changed:
                var stage = agreement.Stages.Single(stage => stage.Key == changed.Stage);
                return stage.Kind switch
                {
                    StageKind.Lost => Exit(same, known, LeadStatus.Lost, "deal.lost"),
                    StageKind.Rejected => Exit(same, known, LeadStatus.Rejected, "lead.rejected"),
                    StageKind.Won when last.Status == LeadStatus.Won => stage.Key == last.Stage ? same with { Idle = true } : same with { Anomaly = true },
                    StageKind.Won => Win(same, stage.Key),
                    _ when last.Status == LeadStatus.Won => same with { Anomaly = true },
                    _ when known && last.Status == LeadStatus.Open && last.Stage == stage.Key => same with { Idle = true },
                    _ => same with { Status = LeadStatus.Open, Stage = stage.Key, Entered = stage.Key },
                };
            case Rejected:
                return Exit(same, known, LeadStatus.Rejected, "lead.rejected");
            case DealLost:
                return Exit(same, known, LeadStatus.Lost, "deal.lost");
            case DealWon won when last.Status == LeadStatus.Won:
                var hasAmount = story.Any(scene => scene.Cycle == last.Cycle && scene.Event.Data is DealWon { Amount: not null });
                return same with { Anomaly = won.Amount is null || hasAmount };
            case DealWon:
                return Win(same, agreement.Stages.First(stage => stage.Kind == StageKind.Won).Key);
            default:
                return same;
        }
    }

    private static Scene Win(Scene same, string stage) =>
        same with { Status = LeadStatus.Won, Stage = stage, Entered = stage, Ends = true, Meaning = "deal.won" };

    private static Scene Exit(Scene same, bool known, LeadStatus status, string meaning) => known && same.Status != LeadStatus.Open
        ? same with { Anomaly = true }
        : same with { Status = status, Entered = null, Ends = true, Meaning = meaning };

    private static Hands HandsOf(Assigned assigned, OtherValues other) => new(
        assigned.Owner, (other & OtherValues.Owner) != 0 ? "(other)" : assigned.Owner,
        string.IsNullOrEmpty(assigned.Team) ? null : assigned.Team, (other & OtherValues.Team) != 0 ? "(other)" : assigned.Team ?? "");
}
