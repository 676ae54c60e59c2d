using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>A lead that stood open in a stage for a while.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="From">When it came into the stage.</param>
/// <param name="To">When it left the stage, or the open funnel; null while it is there.</param>
public readonly record struct StageStay(string Stage, Instant From, Instant? To);
