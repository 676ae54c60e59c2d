using System.Collections.Immutable;
using FunnelGrains.Domain.Meetings;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>A meeting with its frozen figures.</summary>
/// <param name="Entry">The meeting.</param>
/// <param name="Figures">As of its instant, for ever.</param>
/// <param name="Decisions">Its own, in the order in which they were made, and those carried over before them, as they are now.</param>
/// <param name="Notes">What was written down besides; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingreading")]
public sealed record MeetingReading(MeetingEntry Entry, MeetingFigures Figures, ImmutableArray<MeetingDecision> Decisions, MeetingNotes? Notes);

/// <summary>A decision as a meeting sees it.</summary>
/// <param name="Meeting">The meeting that made it, where it is changed.</param>
/// <param name="Decision">As it is now.</param>
/// <param name="Carried">Whether it was made by an earlier meeting, and open at this one.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingdecision")]
public sealed record MeetingDecision(string Meeting, Decision Decision, bool Carried);

/// <summary>Notes of a meeting.</summary>
/// <param name="Text">The text.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="ChangedBy">By whom: the key or session.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingnotes")]
public sealed record MeetingNotes(string Text, Instant ChangedAt, string ChangedBy);
