using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>A meeting in a workspace's book.</summary>
/// <param name="Id">1 to 100 characters of a-z, 0-9, _ and -.</param>
/// <param name="Kind">What it looks at.</param>
/// <param name="Rhythm">Key of the agreement's rhythm; null for one that somebody called.</param>
/// <param name="Name">What it is called.</param>
/// <param name="At">Its instant: figures are as of it.</param>
/// <param name="Since">From when on it looks at broken promises, inclusive: the last meeting of its rhythm that was held, else the agreed one before.</param>
/// <param name="Standing">What became of it.</param>
/// <param name="MadeAt">When its figures were taken; null until then.</param>
/// <param name="CalledBy">Who called it: the key or session; null for one of a rhythm.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingentry")]
public sealed record MeetingEntry(
    string Id, MeetingKind Kind, string? Rhythm, LocalText Name, Instant At, Instant Since, MeetingStanding Standing, Instant? MadeAt, string? CalledBy);
