using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>
/// What a meeting looks at. Counts are those of the events received before its instant, judged as of it, whenever they were taken; what could not be told as of a past instant says when it
/// was told: forecasts and the list of broken promises.
/// </summary>
/// <param name="TakenAt">When they were taken.</param>
/// <param name="Agreement">Number of the version in force at the meeting's instant.</param>
/// <param name="Goals">The goals, by id.</param>
/// <param name="Last">The funnel of the last week or month that had ended, by source; <c>now</c> and status as of the meeting.</param>
/// <param name="Running">The funnel of the week or month that ran, up to the meeting, by source.</param>
/// <param name="Clauses">How the promises were kept in both.</param>
/// <param name="Breaches">The promises broken since the meeting before.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingfigures")]
public sealed record MeetingFigures(
    Instant TakenAt, int Agreement, ImmutableArray<MeetingGoal> Goals, FunnelReading Last, FunnelReading Running, ImmutableArray<MeetingClause> Clauses, MeetingBreaches Breaches);
