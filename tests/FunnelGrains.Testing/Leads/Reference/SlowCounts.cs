using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>A count of one lead: n in a cell, for an owner and a team.</summary>
internal readonly record struct Fact(Measure Measure, int Day, string Key, string Owner, string Team, long N = 1);

/// <summary>The counts of section 3, each read off the whole story by its definition.</summary>
internal sealed class SlowCounts(SlowTime time, List<Scene> story)
{
    private readonly List<string> funnel =
        [.. time.Agreement.Stages.Where(stage => stage.Kind is StageKind.Open or StageKind.Won).Select(stage => stage.Key)];

    public IEnumerable<Fact> All()
    {
        if (story.Count == 0) return [];
        var last = story[^1];
        var status = last.Status.ToString().ToLowerInvariant();
        List<Fact> facts = [Entering(Measure.Captured, story[0], time.Day(story[0].At), ""), Fact(Measure.Status, last, Cell.NoDay, status)];
        if (last.Status == LeadStatus.Open) facts.Add(Fact(Measure.Now, last, Cell.NoDay, last.Stage));
        facts.AddRange(story.Where(scene => scene.IsTouch).Select(scene => Fact(Measure.Touches, scene, time.Day(scene.At), "")));
        facts.AddRange(story.Where(scene => scene.Anomaly).Select(scene => Fact(Measure.Anomalies, scene, time.Day(scene.At), "")));
        for (var number = 1; number <= last.Cycle; number++)
        {
            var cycle = story.Where(scene => scene.Cycle == number).ToList();
            var end = story.FirstOrDefault(scene => scene.Cycle == number + 1);
            facts.AddRange([.. Entries(cycle), .. Outcome(cycle, end), .. FirstTouch(cycle), .. new SlowStays(time, funnel, cycle, end).All()]);
        }

        return facts;
    }

    /// <summary>A stage is entered when the lead is first in it or beyond it; converted if the next one is entered too.</summary>
    private IEnumerable<Fact> Entries(List<Scene> cycle)
    {
        for (var i = 0; i < funnel.Count; i++)
        {
            var stage = i;
            if (cycle.Find(scene => funnel.IndexOf(scene.Stage) >= stage) is not { } entry) yield break;
            yield return Entering(Measure.Entered, entry, time.Day(entry.At), funnel[i]);
            yield return Entering(Measure.Reached, entry, time.Day(cycle[0].At), funnel[i]);
            if (cycle.Exists(scene => funnel.IndexOf(scene.Stage) > stage)) yield return Entering(Measure.Converted, entry, time.Day(entry.At), funnel[i]);
        }
    }

    private IEnumerable<Fact> Outcome(List<Scene> cycle, Scene? recycle)
    {
        var status = cycle[^1].Status;
        if (status == LeadStatus.Open)
        {
            if (recycle is null) yield return Entering(Measure.CohortOpen, cycle[0], time.Day(cycle[0].At), "");
            yield break;
        }

        var begin = cycle[cycle.FindLastIndex(scene => scene.Status != status) + 1];
        var measure = status == LeadStatus.Won ? Measure.Won : status == LeadStatus.Lost ? Measure.Lost : Measure.Rejected;
        yield return Fact(measure, begin, time.Day(begin.At), "");
        if (status != LeadStatus.Won || cycle.Find(scene => scene.Event.Data is DealWon { Amount: not null }) is not { Event.Data: DealWon deal }) yield break;
        yield return Fact(Measure.Revenue, begin, time.Day(begin.At), deal.Currency!) with { N = (long)(deal.Amount! * 10_000) };
    }

    private IEnumerable<Fact> FirstTouch(List<Scene> cycle) => cycle.Where(scene => scene.IsTouch).Take(1).Select(scene => Fact(
        Measure.FirstTouch, scene, time.Day(scene.At), SlowTime.Bucket(scene.At - cycle[0].At).ToString(CultureInfo.InvariantCulture)));

    private Fact Fact(Measure measure, Scene scene, int day, string key) => new(measure, day, key, scene.After.OwnerCounted, Team(scene.After, scene.Stage));

    /// <summary>What happens by entering a stage belongs to who held the lead when the event came: an assignment that captures a lead comes after the capture.</summary>
    private Fact Entering(Measure measure, Scene scene, int day, string key) =>
        new(measure, day, key, scene.Before.OwnerCounted, Team(scene.Before, scene.Stage));

    private string Team(Hands hands, string stage) => hands.Team is null ? time.Agreement.Stages.Single(known => known.Key == stage).Team : hands.TeamCounted;
}
