using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>Something that happened to a lead. Immutable; known by workspace, lead and <paramref name="Id"/>.</summary>
/// <param name="Id">1 to 200 characters, unique for the lead.</param>
/// <param name="Type">What happened.</param>
/// <param name="OccurredAt">Business time, truncated to milliseconds at the door.</param>
/// <param name="ReceivedAt">When the server took it, to the millisecond; never decides a count.</param>
/// <param name="Origin">The key or connection that sent it.</param>
/// <param name="Actor">Who did it, where the sender says so.</param>
/// <param name="Data">What the type carries.</param>
[GenerateSerializer, Immutable, Alias("fg.event")]
public sealed record LeadEvent(
    string Id, EventType Type, Instant OccurredAt, Instant ReceivedAt, string Origin, string? Actor, EventData Data);
