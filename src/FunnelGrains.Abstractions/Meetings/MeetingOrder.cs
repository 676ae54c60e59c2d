using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>What a meeting is to be made of.</summary>
/// <param name="Entry">The meeting.</param>
/// <param name="CarryFrom">Earlier meetings of its kind that may have open decisions, in their order.</param>
/// <param name="WaitsForForecasts">Whether it is not made while a forecast is still being made.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingorder")]
public sealed record MeetingOrder(MeetingEntry Entry, ImmutableArray<string> CarryFrom, bool WaitsForForecasts);
