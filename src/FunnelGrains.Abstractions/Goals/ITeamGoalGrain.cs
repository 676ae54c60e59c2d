using FunnelGrains.Domain.Goals;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>A team's goal: definition and closed periods (kept), live value, pace. Key: <see cref="GoalKey.Of"/>.</summary>
[Alias("fg.ITeamGoalGrain")]
public interface ITeamGoalGrain : IGrainWithStringKey
{
    /// <summary>Creates or replaces the definition; kept when it answers. The same definition again changes nothing.</summary>
    /// <param name="definition">Valid, and of a team, stage and clause that the agreement knows.</param>
    /// <returns>
    /// The goal now; null when the filter's value has no place among the values that the workspace counts under their own name: such a goal could not be measured.
    /// </returns>
    [Alias("Put")]
    Task<GoalDetail?> PutAsync(GoalDefinition definition);

    /// <summary>
    /// Creates or replaces the definition from the next period on; kept when it answers. The running period keeps its own; a new goal waits for the next. The same definition again changes nothing.
    /// </summary>
    /// <param name="definition">As for <see cref="PutAsync"/>.</param>
    /// <returns>As there.</returns>
    [Alias("PutNext")]
    Task<GoalDetail?> PutNextAsync(GoalDefinition definition);

    /// <summary>Forgets the goal and its closed periods.</summary>
    /// <returns>False when there was none.</returns>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>The goal as everything counted before the question says; null when there is none.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<GoalDetail?> ReadAsync();

    /// <summary>The goal as it was at an instant that has passed: of the events received before it, judged as of it. The same answer whenever it is asked, but for the forecast.</summary>
    [AlwaysInterleave, ResponseTimeout("00:05:00"), Alias("ReadAsOf")]
    Task<GoalAsOf> ReadAsOfAsync(NodaTime.Instant at);

    /// <summary>How a period's value grew, day by day, as everything counted before the question says.</summary>
    /// <param name="from">First day of the period; null for the current one.</param>
    /// <returns>Null when there is no such goal or it has no such period.</returns>
    [AlwaysInterleave, Alias("Series")]
    Task<GoalSeries?> SeriesAsync(NodaTime.LocalDate? from);

    /// <summary>Time passed, and perhaps the funnel moved; never awaited. The goal tells the funnel its reading if that changed, and closes what is to be closed.</summary>
    /// <param name="news">The value; null when the goal has to ask for it, and to tell its reading in any case.</param>
    [OneWay, AlwaysInterleave, Alias("Tell")]
    Task TellAsync(GoalNews? news);

    /// <summary>Closes the periods whose time has come, in their order; the goal asks itself for it.</summary>
    [OneWay, Alias("CloseEnded")]
    Task CloseEndedAsync();

    /// <summary>Keeps the milestones that were reached and the status that changed; the goal asks itself for it.</summary>
    [OneWay, Alias("Note")]
    Task NoteAsync();

    /// <summary>Takes itself off the workspace's book if there is no goal: a write was cut off between the two. The goal asks itself for it.</summary>
    [OneWay, Alias("Settle")]
    Task SettleAsync();
}

/// <summary>A goal's value as the funnel knows it.</summary>
/// <param name="Definition">What was measured.</param>
/// <param name="From">First day of the period that was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Version">The funnel's version; older ones are passed over.</param>
[GenerateSerializer, Immutable, Alias("fg.goalnews")]
public sealed record GoalNews(GoalDefinition Definition, NodaTime.LocalDate From, GoalValue Value, long Version);
