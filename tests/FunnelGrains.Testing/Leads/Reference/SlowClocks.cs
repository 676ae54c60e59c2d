using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>The clocks of section 4: each found by looking from its start event over all that followed.</summary>
internal sealed class SlowClocks(SlowTime time, List<Scene> story, Instant asOf)
{
    private readonly SlowOrigin origin = new(story);

    /// <summary>An event from ahead of the clock proves that its time has come.</summary>
    private Instant Now => story.Count == 0 ? asOf : Instant.Max(asOf, story[^1].At);

    /// <summary>A clock with the owner as counted.</summary>
    public List<(ClockView View, string Owner)> All() => [.. time.Agreement.Clauses.SelectMany(Of)];

    private List<(ClockView View, string Owner)> Of(Clause clause)
    {
        var clocks = new List<(ClockView, string)>();
        var free = 0; // the first event at which no clock of the clause is running
        for (var i = 0; i < story.Count; i++)
        {
            if (i < free || !clause.Start.IsPulledBy(story[i], TouchesIn(story[i].Cycle, i)) || !Applies(clause, i)) continue;
            clocks.Add(Run(clause, i, out free));
        }

        return clocks;
    }

    private (ClockView View, string Owner) Run(Clause clause, int start, out int free)
    {
        var (began, due) = (story[start], time.Due(clause, story[start].At));
        // The recycle that ends the cycle is its last event.
        var rest = Enumerable.Range(start + 1, story.Count - start - 1)
            .Where(i => story[i].Cycle == began.Cycle || (story[i].Cycle == began.Cycle + 1 && story[i - 1].Cycle == began.Cycle)).ToList();
        var stops = rest.Where(i => Stops(clause, start, i)).Select(i => (int?)i).ToList();
        var cancels = rest.Where(i => !Stops(clause, start, i) && Cancels(clause, start, i)).Select(i => (int?)i).ToList();
        var stop = stops.FirstOrDefault();
        var cancel = cancels.FirstOrDefault();
        if (stop is { } met && (due is null || story[met].At <= due) && (cancel is null || met < cancel))
        {
            free = met + 1; // the event that stops a clock starts none of the same clause
            return Judged(ClockState.Met, story[met].At, story[met].After, false);
        }

        if (cancel is { } gone && (due is null || story[gone].At <= due))
        {
            free = gone;
            return Judged(ClockState.Cancelled, story[gone].At, story[gone].After, false);
        }

        if (due is null || Now <= due)
        {
            free = story.Count;
            return Judged(ClockState.Running, null, story[^1].After, true);
        }

        free = story.FindIndex(scene => scene.At > due) is >= 0 and var later ? later : story.Count;
        var atDue = story.FindLast(scene => scene.At <= due)!.After;
        return stop is { } late
            ? Judged(ClockState.MetLate, story[late].At, atDue, false)
            : Judged(ClockState.Breached, null, atDue, cancel is null);

        (ClockView, string) Judged(ClockState state, Instant? at, Hands hands, bool open) => (
            new ClockView(clause.Key, began.Event.Id, began.Cycle, state, began.At, due, at, hands.Owner, clause.Team, open), hands.OwnerCounted);
    }

    private bool Stops(Clause clause, int start, int i) =>
        !story[i].IsAutomated && clause.Stop.Any(trigger => trigger.IsPulledBy(story[i], TouchesBetween(start, i)));

    private bool Cancels(Clause clause, int start, int i) => story[i].MovesSomething
        && (story[i].Ends || clause.CancelWhen.Any(trigger => trigger.IsPulledBy(story[i], TouchesBetween(start, i))) || !Applies(clause, i));

    private bool Applies(Clause clause, int i) => clause.AppliesTo is not { } filter || filter.All(wanted => wanted.Value == wanted.Key switch
    {
        "source" => origin.Source.Sent,
        "campaign" => origin.Campaign.Sent,
        "segment" => origin.Segment.Sent,
        _ => SlowTriggers.Attribute(story.Take(i + 1), wanted.Key),
    });

    private int TouchesBetween(int start, int i) => story.Skip(start + 1).Take(i - start).Count(scene => scene.IsTouch);

    private int TouchesIn(int cycle, int i) => story.Take(i + 1).Count(scene => scene.Cycle == cycle && scene.IsTouch);
}
