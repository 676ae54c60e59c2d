using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>What is to be forecast.</summary>
/// <param name="Metric"><see cref="GoalMetric.Entered"/>, <see cref="GoalMetric.Won"/> or <see cref="GoalMetric.Revenue"/>.</param>
/// <param name="Stage">The stage's key, for entries.</param>
/// <param name="Currency">ISO 4217, for revenue.</param>
/// <param name="Dimension">By what leads are picked; <see cref="Funnel.Dimension.All"/> for all of them.</param>
/// <param name="Value">The value they must have; empty for all leads.</param>
/// <param name="Windows">The periods, each with the instant of its forecast.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastcase")]
public sealed record ForecastCase(
    GoalMetric Metric, string? Stage, string? Currency, Dimension Dimension, string Value, ImmutableArray<ForecastWindow> Windows)
{
    /// <summary>Whether a metric can be forecast: touches, compliance and medians have no chances.</summary>
    public static bool Knows(GoalMetric metric) => metric is GoalMetric.Entered or GoalMetric.Won or GoalMetric.Revenue;

    /// <summary>When a cycle reached what is forecast; null if it did not.</summary>
    internal NodaTime.Instant? ReachedAt(CycleTrace cycle) => Metric == GoalMetric.Entered ? cycle.EnteredAt(Stage!) : cycle.WonAt;
}
