using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Who had a lead from an instant on.</summary>
/// <param name="From">Since when.</param>
/// <param name="Owner">The person, as sent; null without one.</param>
/// <param name="Team">The team.</param>
public readonly record struct LeadHolder(Instant From, string? Owner, string Team);
