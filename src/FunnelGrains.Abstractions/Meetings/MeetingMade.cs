using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>A meeting whose figures are kept.</summary>
/// <param name="MadeAt">When they were taken.</param>
/// <param name="CarriedFrom">The meetings that had open decisions then.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingmade")]
public sealed record MeetingMade(Instant MadeAt, ImmutableArray<string> CarriedFrom);
