using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Desk;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Desk;

/// <summary>A breach with all that was done about it.</summary>
/// <param name="Breach">The breach. One that late evidence took back before it was announced is as it was when last something was done about it, and rescinded.</param>
/// <param name="Deeds">By number; empty for nothing.</param>
[GenerateSerializer, Immutable, Alias("fg.deskbreach")]
public sealed record DeskBreach(LeadBreach Breach, ImmutableArray<DeskDeed> Deeds);

/// <summary>What became of something that somebody wanted to do about a breach.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Detail">Why not, in words; empty where it was.</param>
/// <param name="Breach">The breach since; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("fg.deskanswer")]
public sealed record DeskAnswer(DeskOutcome Outcome, string Detail, DeskBreach? Breach);

/// <summary>Whether something was done about a breach.</summary>
public enum DeskOutcome : byte
{
    /// <summary>It was, now or before.</summary>
    Done,

    /// <summary>There is no such breach.</summary>
    Unknown,

    /// <summary>It stands against what others did.</summary>
    Conflict,
}

/// <summary>Where a breach stands, for lists.</summary>
/// <param name="Breach">Its id.</param>
/// <param name="TakenBy">Who sees to it; null for nobody.</param>
/// <param name="TakenAt">Since when.</param>
/// <param name="ResolvedBy">Who resolved it; null while nobody did.</param>
/// <param name="ResolvedAt">When.</param>
/// <param name="Reason">Why it was late, and what came of it.</param>
/// <param name="Code">The kind of reason.</param>
/// <param name="Notes">How many notes there are.</param>
[GenerateSerializer, Immutable, Alias("fg.deskstanding")]
public sealed record DeskStanding(
    string Breach, string? TakenBy, Instant? TakenAt, string? ResolvedBy, Instant? ResolvedAt, string? Reason, string? Code, int Notes);
