using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using NodaTime;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>A team's goal: definition (kept), live value, pace. Key: <c>workspace/goal</c>.</summary>
[Alias("fg.ITeamGoalGrain")]
public interface ITeamGoalGrain : IGrainWithStringKey
{
    /// <summary>Creates or replaces the definition, which is valid; kept when it answers.</summary>
    [Alias("Put")]
    Task<GoalReading> PutAsync(GoalDefinition definition);

    /// <summary>Forgets the goal.</summary>
    /// <returns>False when there was none.</returns>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>The goal now; null when there is none.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<GoalReading?> ReadAsync();

    /// <summary>The funnel moved; never awaited. The goal tells the funnel its reading if that changed.</summary>
    /// <param name="actual">The metric's value in the current period.</param>
    /// <param name="version">The funnel's version; older ones are passed over.</param>
    [OneWay, AlwaysInterleave, Alias("Actual")]
    Task ActualAsync(decimal? actual, long version);
}

/// <summary>The goals of a workspace. Key: the workspace.</summary>
[Alias("fg.IGoalBookGrain")]
public interface IGoalBookGrain : IGrainWithStringKey
{
    /// <summary>Their ids and definitions, by id.</summary>
    [AlwaysInterleave, Alias("All")]
    Task<ImmutableSortedDictionary<string, GoalDefinition>> AllAsync();

    /// <summary>Notes a goal; called by the goal itself.</summary>
    [Alias("Note")]
    Task NoteAsync(string id, GoalDefinition? definition);
}

/// <summary>A goal with its live value.</summary>
/// <param name="Id">The goal.</param>
/// <param name="Definition">What was set.</param>
/// <param name="Label">What it counts, in words.</param>
/// <param name="From">First day of the current period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Actual">A; null where nothing was measured (compliance and medians).</param>
/// <param name="Expected">E; null where the metric is not paced.</param>
/// <param name="Pace">A ÷ E; null without a verdict.</param>
/// <param name="Projection">Run rate to the end of the period; null before anything elapsed.</param>
/// <param name="PerDayLeft">What is left for each business day left; null when none is left.</param>
/// <param name="DaysLeft">Business days left, today included while open time remains.</param>
/// <param name="Status"><c>on_track</c>, <c>behind</c>, <c>at_risk</c>, <c>reached</c>, <c>missed</c>, or <c>no_verdict</c>.</param>
[GenerateSerializer, Immutable, Alias("fg.goal")]
public sealed record GoalReading(
    string Id, GoalDefinition Definition, LocalText Label, LocalDate From, LocalDate To, decimal? Actual, decimal? Expected,
    decimal? Pace, decimal? Projection, decimal? PerDayLeft, int DaysLeft, string Status);
