using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Time in stage: one sample a cycle and stage, the sum of its stays, given when the cycle enters a later stage or ends.</summary>
/// <param name="time">Days and calendars.</param>
/// <param name="funnel">The stages in order.</param>
/// <param name="cycle">The cycle's events.</param>
/// <param name="recycle">The event that ended it by opening the next; null while it is the last.</param>
internal sealed class SlowStays(SlowTime time, List<string> funnel, List<Scene> cycle, Scene? recycle)
{
    public IEnumerable<Fact> All() => funnel.SelectMany(StaysIn);

    private IEnumerable<Fact> StaysIn(string stage)
    {
        if (!IsGiven(stage, cycle.Count, recycle is not null)) return [];
        // Given by the event since which it was given without a break: a reopening takes the sample of the stage reopened back.
        var giver = recycle;
        for (var n = cycle.Count; n > 0 && IsGiven(stage, n, false); n--) giver = cycle[n - 1];
        var (elapsed, business) = (Duration.Zero, Duration.Zero);
        foreach (var (from, to) in StaysOver(stage, cycle.Count, recycle is not null))
        {
            elapsed += to - from;
            business += time.Business(stage, from, to);
        }

        var owner = time.Agreement.Stages.Single(known => known.Key == stage).Team;
        var hands = giver!.Before;
        var team = hands.Team is null ? owner : hands.TeamCounted;
        return
        [
            new Fact(Measure.StayElapsed, time.Day(giver.At), $"{stage}|{SlowTime.Bucket(elapsed)}", hands.OwnerCounted, team),
            new Fact(Measure.StayBusiness, time.Day(giver.At), $"{stage}|{SlowTime.Bucket(business)}", hands.OwnerCounted, team),
        ];
    }

    /// <summary>The stays that are over after the first n events of the cycle. A lead that is lost by its first event was in the first stage for no time.</summary>
    private List<(Instant From, Instant To)> StaysOver(string stage, int n, bool recycled)
    {
        var stays = new List<(Instant, Instant)>();
        Instant? since = null;
        foreach (var scene in cycle.Take(n))
        {
            var isIn = scene.Stage == stage && scene.Status == LeadStatus.Open;
            if (isIn) since ??= scene.At;
            if (scene == cycle[0] && scene.Stage == stage && scene.Status is LeadStatus.Lost or LeadStatus.Rejected) since = scene.At;
            if (isIn || since is not { } from) continue;
            stays.Add((from, scene.At));
            since = null;
        }

        if (recycled && since is { } begin) stays.Add((begin, recycle!.At));
        return stays;
    }

    /// <summary>Whether the sample is given after the first n events of the cycle.</summary>
    private bool IsGiven(string stage, int n, bool recycled)
    {
        var past = cycle.Take(n).ToList();
        var beyond = past.Exists(scene => funnel.IndexOf(scene.Stage) > funnel.IndexOf(stage));
        return StaysOver(stage, n, recycled).Count > 0 && (beyond || recycled || past[^1].Status != LeadStatus.Open);
    }
}
