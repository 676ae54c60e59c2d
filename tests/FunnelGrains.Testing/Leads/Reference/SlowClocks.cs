using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>The clocks of section 4: each found by looking from its start event over all that followed.</summary>
internal sealed class SlowClocks(SlowTime time, List<Scene> story, Instant asOf)
{
    private readonly SlowOrigin origin = new(story);
    private List<SlowClock>? all;

    /// <summary>An event from ahead of the clock proves that its time has come.</summary>
    public Instant Now => story.Count == 0 ? asOf : Instant.Max(asOf, story[^1].At);

    public List<Scene> Story => story;

    public SlowTime Time => time;

    /// <summary>All clocks, by clause and start.</summary>
    public List<SlowClock> All() => all ??= [.. time.Versions.SelectMany(version => version.Clauses).Select(clause => clause.Key).Distinct().SelectMany(Of)];

    private List<SlowClock> Of(string key)
    {
        var clocks = new List<SlowClock>();
        var free = 0; // the first event at which no clock of the clause is running or paused
        for (var i = 0; i < story.Count; i++)
        {
            if (i < free || time.At(story[i].At).Clauses.FirstOrDefault(clause => clause.Key == key) is not { } clause) continue;
            if (!clause.Start.IsPulledBy(story[i], TouchesIn(story[i].Cycle, i)) || !Holds(clause.AppliesTo, i)) continue;
            var run = new SlowRun(this, clause, i);
            clocks.Add(run.Judge());
            free = run.Free;
        }

        return clocks;
    }

    public bool Stops(Clause clause, int start, int i) =>
        !story[i].IsAutomated && clause.Stop.Any(trigger => IsPulled(trigger, start, i));

    public bool Cancels(Clause clause, int start, int i) => story[i].MovesSomething
        && (story[i].Ends || clause.CancelWhen.Any(trigger => IsPulled(trigger, start, i)) || !Holds(clause.AppliesTo, i));

    /// <summary>Whether a clause applies, or a condition of pausing holds, after an event.</summary>
    public bool Holds(IReadOnlyDictionary<string, string>? filter, int i) => filter is null || filter.All(wanted => wanted.Value == wanted.Key switch
    {
        "source" => origin.Source.Sent,
        "campaign" => origin.Campaign.Sent,
        "segment" => origin.Segment.Sent,
        _ => SlowTriggers.Attribute(story.Take(i + 1), wanted.Key),
    });

    public bool Pauses(Clause clause, int i) => clause.PauseWhile is { } condition
        && (condition.Stages is not { } stages || stages.Contains(story[i].Stage)) && Holds(condition.Attributes, i);

    /// <summary>The last event at or before an instant.</summary>
    public int Last(Instant at) => story.FindLastIndex(scene => scene.At <= at);

    /// <summary>A clock that moved to fewer touches than it has is stopped by the next.</summary>
    private bool IsPulled(Trigger trigger, int start, int i) => trigger is TouchNumber touch
        ? story[i].IsTouch && TouchesBetween(start, i) >= touch.N
        : trigger.IsPulledBy(story[i], TouchesBetween(start, i));

    private int TouchesBetween(int start, int i) => story.Skip(start + 1).Take(i - start).Count(scene => scene.IsTouch);

    private int TouchesIn(int cycle, int i) => story.Take(i + 1).Count(scene => scene.Cycle == cycle && scene.IsTouch);
}
