using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>A forecast with what it did in earlier periods; in the goal's unit, rounded to 6 decimals.</summary>
/// <param name="From">First day of the period that is forecast.</param>
/// <param name="AsOf">When it was made.</param>
/// <param name="Range">Where the period is likely to end; null while too few leads were observed for long enough.</param>
/// <param name="MedianSeconds">How many seconds the median cycle of those that reached the target in the last 180 days took for it, from its begin; null without one.</param>
/// <param name="Trials">Earlier periods forecast from a third of their time, the latest first; those only whose chances were known then.</param>
[GenerateSerializer, Immutable, Alias("fg.forecast")]
public sealed record ForecastReading(LocalDate From, Instant AsOf, ForecastRange? Range, double? MedianSeconds, ImmutableArray<ForecastTrial> Trials);

/// <summary>A likely outcome.</summary>
/// <param name="Low">The lower end of its range.</param>
/// <param name="Mid">The likely outcome itself.</param>
/// <param name="High">The upper end of its range.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastrange")]
public sealed record ForecastRange(decimal Low, decimal Mid, decimal High);

/// <summary>What would have been foretold of a period that is over.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="At">When it would have been foretold: a third of the period's time.</param>
/// <param name="Range">The forecast.</param>
/// <param name="RunRate">The run-rate projection of that moment; null if no business time had passed.</param>
/// <param name="Actual">What came.</param>
[GenerateSerializer, Immutable, Alias("fg.forecasttrial")]
public sealed record ForecastTrial(LocalDate From, LocalDate To, Instant At, ForecastRange Range, decimal? RunRate, decimal Actual);
