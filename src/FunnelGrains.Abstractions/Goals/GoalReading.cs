using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>A goal with its live value; amounts and ratios rounded to 6 decimals.</summary>
/// <param name="Id">The goal.</param>
/// <param name="Definition">What was set.</param>
/// <param name="Label">What it counts, in words.</param>
/// <param name="From">First day of the current period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Actual">A; null where nothing was measured (compliance and medians).</param>
/// <param name="Expected">E; null where the metric is not paced.</param>
/// <param name="Pace">A ÷ E; null without a verdict.</param>
/// <param name="Gap">A − E; null where the metric is not paced.</param>
/// <param name="Projection">Run rate to the end of the period; null before anything elapsed.</param>
/// <param name="PerDayLeft">What is left for each business day left; null when none is left.</param>
/// <param name="DaysLeft">Business days left, today included while open time remains.</param>
/// <param name="MissesAllowed">How many more clocks may breach, negative when too many have; null for a metric other than compliance.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Milestone">The last milestone of the current period that is kept: 25, 50, 75 or 100; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("fg.goal")]
public sealed record GoalReading(
    string Id, GoalDefinition Definition, LocalText Label, LocalDate From, LocalDate To, decimal? Actual, decimal? Expected, decimal? Pace, decimal? Gap,
    decimal? Projection, decimal? PerDayLeft, int DaysLeft, long? MissesAllowed, GoalStatus Status, int Milestone = 0);

/// <summary>A goal with its past.</summary>
/// <param name="Reading">The current period.</param>
/// <param name="Past">The last 12 periods that ended since the goal was set, the latest first.</param>
/// <param name="Forecast">Where the current period is likely to end; null where the metric has none, and while it is not made.</param>
/// <param name="Milestones">What was reached in the current period, ascending.</param>
/// <param name="Turns">How the status changed in the current period, in order.</param>
/// <param name="Next">What is set from the next period on; null where that is what is set now.</param>
[GenerateSerializer, Immutable, Alias("fg.goaldetail")]
public sealed record GoalDetail(
    GoalReading Reading, ImmutableArray<GoalPastReading> Past, ForecastReading? Forecast, ImmutableArray<GoalMilestone> Milestones,
    ImmutableArray<GoalTurn> Turns, GoalDefinition? Next);

/// <summary>A period that ended.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Definition">What was set when it ended.</param>
/// <param name="ClosesAt">Events received before this instant make the frozen value.</param>
/// <param name="Closed">Whether the frozen value is there.</param>
/// <param name="Frozen">The value for ever; null while the period is not closed, and where nothing was measured.</param>
/// <param name="Now">The value as everything received until now says.</param>
/// <param name="Correction">Now − frozen, 0 for none; null while the period is not closed, and where one of them is not there.</param>
/// <param name="MissesAllowed">Misses that were still allowed, by the frozen value, or by the value now while it is not closed; for compliance only.</param>
/// <param name="MissedBy">By how much the target was missed; null if it was reached.</param>
/// <param name="Status">Reached or missed, by the frozen value, or by the value now while the period is not closed.</param>
/// <param name="Milestones">What had been reached while it ran, ascending.</param>
[GenerateSerializer, Immutable, Alias("fg.goalpast")]
public sealed record GoalPastReading(
    LocalDate From, LocalDate To, GoalDefinition Definition, Instant ClosesAt, bool Closed, decimal? Frozen, decimal? Now, decimal? Correction,
    long? MissesAllowed, decimal? MissedBy, GoalStatus Status, ImmutableArray<GoalMilestone> Milestones);
