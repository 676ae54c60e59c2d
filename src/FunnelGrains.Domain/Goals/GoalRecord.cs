using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>A goal through time: what is set now, and the periods that ended, each under what was set when it ended.</summary>
/// <param name="Definition">What is set now.</param>
/// <param name="Current">The period that runs, as far as <see cref="Turn"/> was told the time.</param>
/// <param name="Past">The periods that ended since the goal was set, ascending; a period that ended before is none of the goal's.</param>
public sealed record GoalRecord(GoalDefinition Definition, GoalSpan Current, ImmutableArray<GoalPast> Past)
{
    /// <summary>How many changes of status a period keeps, the last ones.</summary>
    public const int MostTurns = 50;

    /// <summary>Changes of status that follow each other faster are kept as the last of them alone.</summary>
    private static readonly Duration LeastBetweenTurns = Duration.FromMinutes(1);

    /// <summary>What was reached in the current period, ascending.</summary>
    public ImmutableArray<GoalMilestone> Milestones { get; init; } = [];

    /// <summary>How the status changed in the current period, in order.</summary>
    public ImmutableArray<GoalTurn> Turns { get; init; } = [];

    /// <summary>What is set from the next period on; null where that is what is set now.</summary>
    public GoalDefinition? Next { get; init; }

    /// <summary>A goal set for the first time, from the next period on; until then it waits.</summary>
    public static GoalRecord NewNext(GoalDefinition definition, Instant now, DateTimeZone zone) =>
        New(definition, GoalSpan.At(definition.Period, now, zone).End, zone);

    /// <summary>The goal under another definition from the next period on: the running one keeps its own. A goal that still waits for its first period has it at once.</summary>
    /// <param name="definition">The new definition.</param>
    /// <param name="now">The instant of the change.</param>
    /// <param name="zone">The workspace's zone.</param>
    /// <param name="closeAfter">How long after its end a period closes.</param>
    public GoalRecord SetNext(GoalDefinition definition, Instant now, DateTimeZone zone, Duration closeAfter)
    {
        var turned = Turn(now, zone, closeAfter);
        if (now < turned.Current.Start) return NewNext(definition, now, zone) with { Past = turned.Past };
        return turned with { Next = definition.IsSameAs(turned.Definition) ? null : definition };
    }

    /// <summary>A goal set for the first time: it counts its first period from that period's start.</summary>
    public static GoalRecord New(GoalDefinition definition, Instant now, DateTimeZone zone) =>
        new(definition, GoalSpan.At(definition.Period, now, zone), []);

    /// <summary>The goal under another definition: what ended keeps its own, the running period has the new one. A running period of another length is dropped.</summary>
    /// <param name="definition">The new definition.</param>
    /// <param name="now">The instant of the change.</param>
    /// <param name="zone">The workspace's zone.</param>
    /// <param name="closeAfter">How long after its end a period closes.</param>
    public GoalRecord Set(GoalDefinition definition, Instant now, DateTimeZone zone, Duration closeAfter)
    {
        var turned = Turn(now, zone, closeAfter);
        return turned with
        {
            Definition = definition,
            Current = definition.Period == Definition.Period && now >= turned.Current.Start ? turned.Current : GoalSpan.At(definition.Period, now, zone),
            Milestones = [],
            Turns = [],
            Next = null,
        };
    }

    /// <summary>The goal at a later instant: periods that ended meanwhile have become past ones, to be closed in their order.</summary>
    public GoalRecord Turn(Instant now, DateTimeZone zone, Duration closeAfter)
    {
        if (now < Current.End) return this;
        var (past, current) = (Past.ToBuilder(), Current);
        var (milestones, turns, definition) = (Milestones, Turns, Definition);
        for (; now >= current.End; current = GoalSpan.Of(definition.Period, current.To.PlusDays(1), zone))
        {
            past.Add(new GoalPast(definition, current, current.End + closeAfter, null) { Milestones = milestones, Turns = turns });
            (milestones, turns, definition) = ([], [], Next ?? definition);
        }

        return this with { Definition = definition, Current = current, Past = past.ToImmutable(), Milestones = [], Turns = [], Next = null };
    }

    /// <summary>The goal with what its value reached for the first time and the status that it changed to; itself when nothing is new.</summary>
    /// <param name="actual">A of the current period.</param>
    /// <param name="status">Its status.</param>
    /// <param name="now">When that was seen.</param>
    public GoalRecord Note(decimal? actual, GoalStatus status, Instant now)
    {
        var noted = Milestones.IsEmpty ? 0 : Milestones[^1].Percent;
        var reached = Milestones.AddRange(GoalMilestone.New(Definition, actual, noted, now));
        var isNews = status != (Turns.IsEmpty ? GoalStatus.NoVerdict : Turns[^1].Status) && (Turns.IsEmpty || now - Turns[^1].At >= LeastBetweenTurns);
        if (reached == Milestones && !isNews) return this;
        return this with { Milestones = reached, Turns = isNews ? [.. Turns.Append(new GoalTurn(status, now)).TakeLast(MostTurns)] : Turns };
    }

    /// <summary>The goal with one of its past periods closed.</summary>
    public GoalRecord Close(GoalPast period, GoalValue frozen) => this with { Past = Past.Replace(period, period with { Frozen = frozen }) };
}
