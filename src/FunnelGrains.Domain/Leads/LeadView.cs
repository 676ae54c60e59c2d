using System.Collections.Immutable;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>A lead as lists show it, without personal data.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Stage">The current stage's key; for a lost or rejected lead the one it was in.</param>
/// <param name="Cycle">From 1.</param>
/// <param name="Owner">Null without one.</param>
/// <param name="Team">Of the last assignment, else the owner of the stage.</param>
/// <param name="Source">As counted facts see it, in its original spelling.</param>
/// <param name="Campaign">Likewise.</param>
/// <param name="Segment">Likewise.</param>
/// <param name="CapturedAt">Its first event.</param>
/// <param name="UpdatedAt">Its last event by business time.</param>
/// <param name="NextDue">The earliest due of its running clocks.</param>
/// <param name="Events">How many events it has, duplicates and system rows not counted.</param>
/// <param name="Clocks">All clocks of all cycles, by start; as saved in the read model, and so in lists, only those that are open.</param>
/// <param name="Breaches">All breaches, by due; rescinded ones included.</param>
[GenerateSerializer, Immutable, Alias("fg.leadview")]
public sealed record LeadView(
    string Lead, LeadStatus Status, string Stage, int Cycle, string? Owner, string Team, string? Source, string? Campaign, string? Segment,
    Instant CapturedAt, Instant UpdatedAt, Instant? NextDue, int Events,
    ImmutableArray<ClockView> Clocks, ImmutableArray<BreachView> Breaches);
