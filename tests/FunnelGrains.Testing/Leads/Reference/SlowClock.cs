using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>A clock, with the owner as counted, where it is counted while it is paused, and the thresholds that passed.</summary>
internal sealed record SlowClock(ClockView View, string Owner, Instant? Planned, List<WarningView> Warnings);
