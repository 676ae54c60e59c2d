using System.Collections.Immutable;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Storage.Desk;

/// <summary>Where a breach stands, with the breach as it was when last something was done about it: a breach that late evidence takes back may be known from here alone.</summary>
/// <param name="Lead">Its lead.</param>
/// <param name="Breach">The breach as it was then; its instants are whole milliseconds.</param>
/// <param name="TakenBy">Who sees to it; null for nobody.</param>
/// <param name="TakenAt">Since when.</param>
/// <param name="Resolution">How it was resolved; null while it is not.</param>
/// <param name="Notes">How many notes there are.</param>
public sealed record DeskCase(string Lead, BreachView Breach, string? TakenBy, Instant? TakenAt, DeskResolution? Resolution, int Notes);

/// <summary>How a breach was resolved.</summary>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it was late, and what came of it.</param>
/// <param name="Code">The kind of reason; null for none.</param>
public sealed record DeskResolution(string By, Instant At, string Reason, string? Code);

/// <summary>A breach's case with all its deeds, by number.</summary>
public sealed record DeskFile(DeskCase Case, ImmutableArray<DeskDeed> Deeds);

/// <summary>What is written at once.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Case">The case, as it is after the deed.</param>
/// <param name="Deed">The deed; its number is one more than that of the last one that the writer knows.</param>
public sealed record DeskWrite(string Workspace, DeskCase Case, DeskDeed Deed);
