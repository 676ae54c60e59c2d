using FunnelGrains.Domain.Meetings;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>Which meetings.</summary>
/// <param name="Kind">Only of this kind; null for both.</param>
/// <param name="From">First instant, inclusive; null for any.</param>
/// <param name="To">Last instant, exclusive; null for any.</param>
/// <param name="Limit">At most so many, the latest.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingsq")]
public sealed record MeetingQuestion(MeetingKind? Kind, Instant? From, Instant? To, int Limit);
