using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>What an apply did to a lead: facts after − before, and what its shard has to do next.</summary>
/// <param name="Facts">Facts after − facts before; the same fact may stand several times.</param>
/// <param name="View">The lead after; null when all its rows are of the system or quarantined, so that no lead exists.</param>
/// <param name="NextWake">
/// When the lead must be judged again if nothing else comes: strictly after this instant a clock is past due, or at it an announcement is to be made.
/// </param>
/// <param name="NextClock">Its running clock that falls due first; null for none.</param>
/// <param name="Announce">Breaches whose announcement is due now; the shard journals each (<c>sla.breached</c>), then tells.</param>
/// <param name="Poisoned">
/// Rows that make the fold throw and have no quarantine row yet: they were passed over; the shard journals their quarantine.
/// </param>
/// <param name="Warn">Warnings and escalation steps whose announcement is due now; the shard journals each (<c>sla.warned</c>), then tells. Default for none.</param>
[GenerateSerializer, Immutable, Alias("fg.leadchange")]
public sealed record LeadChange(
    ImmutableArray<FactChange> Facts, LeadView? View, Instant? NextWake, ClockView? NextClock, ImmutableArray<BreachView> Announce,
    ImmutableArray<EventQuarantined> Poisoned, ImmutableArray<WarningView> Warn = default)
{
    /// <summary>The same as changes of counts; the same cell may stand several times.</summary>
    public IEnumerable<CellChange> Changes => FactChange.CellsOf(Facts);
}
