using System.Collections.Immutable;
using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Shards;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>Promises broken since the meeting before.</summary>
/// <param name="From">Due from here on, inclusive.</param>
/// <param name="To">Due before here: the meeting's instant.</param>
/// <param name="TakenAt">When the list was read: what was repaired, rescinded or explained by then is told as that.</param>
/// <param name="Total">How many; rescinded ones are not among them.</param>
/// <param name="More">Whether there are more than could be read: then the total is the least.</param>
/// <param name="Groups">How many of which clause and owner, the most first; the largest 100.</param>
/// <param name="Reasons">How many were resolved for which kind of reason, the most first; the largest 100.</param>
/// <param name="Listed">The latest 200 by due, rescinded ones too.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingbreaches")]
public sealed record MeetingBreaches(
    Instant From, Instant To, Instant TakenAt, int Total, bool More, ImmutableArray<BreachGroup> Groups, ImmutableArray<BreachReason> Reasons, ImmutableArray<MeetingBreach> Listed);

/// <summary>Breaches that are alike.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="Owner">Who owned the leads at due; null for nobody.</param>
/// <param name="Count">How many, rescinded ones left out.</param>
/// <param name="Open">Of them, still to be repaired when the list was read.</param>
[GenerateSerializer, Immutable, Alias("fg.breachgroup")]
public sealed record BreachGroup(string Clause, string Team, string? Owner, int Count, int Open);

/// <summary>Breaches that were resolved at the desk for the same kind of reason.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="Code">The kind of reason; null where only a text was given.</param>
/// <param name="Count">How many, rescinded ones left out.</param>
[GenerateSerializer, Immutable, Alias("fg.breachreason")]
public sealed record BreachReason(string Clause, string? Code, int Count);

/// <summary>A broken promise at a meeting.</summary>
/// <param name="Breach">The breach with its lead.</param>
/// <param name="Standing">What was done about it, with the reason; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingbreach")]
public sealed record MeetingBreach(LeadBreach Breach, DeskStanding? Standing);
