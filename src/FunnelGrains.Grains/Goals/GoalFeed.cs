using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Grains.Boards;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Grains.Goals;

/// <summary>The funnel's side of its goals: the readings they told, for the boards, and the news that each was last told.</summary>
internal sealed class GoalFeed(DateTimeZone zone, Func<string, ITeamGoalGrain> goalOf)
{
    private readonly SortedDictionary<string, GoalReading> readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoalNews> told = new(StringComparer.Ordinal);

    /// <summary>The goals as boards show them, by id.</summary>
    public ImmutableArray<GoalReading> Readings => [.. readings.Values];

    /// <summary>Takes what a goal told.</summary>
    /// <param name="reading">Its reading.</param>
    /// <param name="at">Now.</param>
    /// <param name="reached">The celebration, if its target was reached between its last word and this one.</param>
    /// <returns>False when nothing changed.</returns>
    public bool Take(GoalReading reading, Instant at, out Celebration? reached)
    {
        reached = null;
        readings.TryGetValue(reading.Id, out var before);
        if (before == reading) return false;
        readings[reading.Id] = reading;
        if (before is not null && before.From == reading.From && IsReachedBetween(before, reading))
            reached = new Celebration("goal_reached", $"{reading.Id}/{LocalDatePattern.Iso.Format(reading.From)}", reading.Definition.Team, null, null, at);
        return true;
    }

    /// <summary>Tells every goal that time passed, and forgets those that are gone.</summary>
    /// <param name="ids">The goals there are.</param>
    /// <param name="totals">The funnel's totals.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether one was forgotten.</returns>
    public bool TellAll(ImmutableArray<string> ids, FunnelTotals totals, Instant now)
    {
        foreach (var id in ids) goalOf(id).TellAsync(News(id, totals, now)).Ignore();
        var gone = readings.Keys.Except(ids, StringComparer.Ordinal).ToList();
        foreach (var id in gone)
        {
            readings.Remove(id);
            told.Remove(id);
        }

        return gone.Count > 0;
    }

    /// <summary>Tells the goals whose value moved.</summary>
    public void TellChanged(FunnelTotals totals, Instant now)
    {
        foreach (var id in readings.Keys)
        {
            var before = told.GetValueOrDefault(id);
            if (News(id, totals, now) is { } news && (news.Value != before?.Value || news.From != before.From)) goalOf(id).TellAsync(news).Ignore();
        }
    }

    private GoalNews? News(string id, FunnelTotals totals, Instant now)
    {
        if (!totals.Complete || !readings.TryGetValue(id, out var reading) || !GoalQuestions.IsInTotals(reading.Definition)) return null;
        var span = GoalSpan.At(reading.Definition.Period, now, zone);
        return told[id] = new GoalNews(reading.Definition, span.From, GoalQuestions.ValueIn(totals, reading.Definition, span), totals.Version);
    }

    /// <summary>A milestone is kept before it is told, so a target is celebrated once, also where the value falls back under it and rises again.</summary>
    private static bool IsReachedBetween(GoalReading before, GoalReading after) =>
        before.Definition.IsSameAs(after.Definition) && before is { Milestone: < 100, Actual: not null } && after.Milestone == 100 && after.Definition.Kind == GoalKind.Reach;
}
