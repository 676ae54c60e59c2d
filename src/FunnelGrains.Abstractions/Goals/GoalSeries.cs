using System.Collections.Immutable;
using FunnelGrains.Domain.Goals;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>How a goal's value grew through one of its periods.</summary>
/// <param name="Definition">What was set for it.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Points">One for each of its days, ascending.</param>
[GenerateSerializer, Immutable, Alias("fg.goalseries")]
public sealed record GoalSeries(GoalDefinition Definition, LocalDate From, LocalDate To, ImmutableArray<GoalSeriesPoint> Points);

/// <summary>Where a goal was at the end of a day; rounded to 6 decimals.</summary>
/// <param name="Day">The local date.</param>
/// <param name="Actual">A of the period up to that day, itself included; null for days to come, and where nothing was measured.</param>
/// <param name="Expected">E at the end of that day; null where the metric is not paced.</param>
[GenerateSerializer, Immutable, Alias("fg.goalpoint")]
public sealed record GoalSeriesPoint(LocalDate Day, decimal? Actual, decimal? Expected);
