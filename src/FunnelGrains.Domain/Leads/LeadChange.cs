using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>What an apply did to a lead: facts after − before, and what its shard has to do next.</summary>
/// <param name="Changes">Facts after − facts before; the same cell may stand several times.</param>
/// <param name="View">The lead after; null when all its rows are of the system or quarantined, so that no lead exists.</param>
/// <param name="NextWake">
/// When the lead must be judged again if nothing else comes: strictly after this instant a clock is past due, or at it an announcement is to be made.
/// </param>
/// <param name="Announce">Breaches whose announcement is due now; the shard journals each (<c>sla.breached</c>), then tells.</param>
/// <param name="Poisoned">
/// Rows that make the fold throw and have no quarantine row yet: they were passed over; the shard journals their quarantine.
/// </param>
[GenerateSerializer, Immutable, Alias("fg.leadchange")]
public sealed record LeadChange(
    ImmutableArray<CellChange> Changes, LeadView? View, Instant? NextWake, ImmutableArray<BreachView> Announce,
    ImmutableArray<EventQuarantined> Poisoned);
