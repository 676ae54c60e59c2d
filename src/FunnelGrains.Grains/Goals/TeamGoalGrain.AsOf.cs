using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>The goal as it was at an instant that has passed: the same answer whenever it is asked, but for the forecast.</summary>
internal sealed partial class TeamGoalGrain
{
    public async Task<GoalAsOf> ReadAsOfAsync(Instant at)
    {
        Turn();
        if (goal is not { } known || SetAt(known, at) is not { } then) return GoalAsOf.None;
        if (await measuring.ReceivedAsync(then.Definition, then.Current, at, at) is not { } actual) return GoalAsOf.Unsettled;
        var reading = GoalReadings.Of(id, then, actual, book, options.Value.Thresholds, at);
        var last = known.Past.LastOrDefault(period => period.Span.End <= at);
        if (last is null) return new GoalAsOf(true, reading, null, await ForecastAsync(then.Definition));
        if (await PastAsync(last, at) is not { } past) return GoalAsOf.Unsettled;
        return new GoalAsOf(true, reading, past, await ForecastAsync(then.Definition));
    }

    /// <summary>What was set for the period in which the instant lies; null where the goal was set only later.</summary>
    private GoalRecord? SetAt(GoalRecord known, Instant at)
    {
        var past = known.Past.FirstOrDefault(period => period.Span.Start <= at && at < period.Span.End);
        if (past is null && !(known.Current.Start <= at && at < known.Current.End)) return null;
        var then = past is null ? known : new GoalRecord(past.Definition, past.Span, []) { Milestones = past.Milestones };
        return then with { Milestones = [.. then.Milestones.Where(milestone => milestone.At <= at)] };
    }

    private async Task<GoalPastReading?> PastAsync(GoalPast past, Instant at)
    {
        if (await measuring.ReceivedAsync(past.Definition, past.Span, at, at) is not { } now) return null;
        if (past.ClosesAt > at) return GoalReadings.Of(past with { Frozen = null }, now);
        return (past.Frozen ?? await measuring.FrozenAsync(past)) is { } frozen ? GoalReadings.Of(past with { Frozen = frozen }, now) : null;
    }
}
