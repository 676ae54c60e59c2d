using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>A breach of a lead: one the fold says now, or one that was announced and is rescinded.</summary>
/// <param name="Id">The same for the same clock and due, for ever: announcements carry it.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="Due">When it fell due.</param>
/// <param name="AnnouncedAt">When it was recorded as announced; null when it was not (yet, or never, as for old data).</param>
/// <param name="Owner">The owner at due.</param>
/// <param name="Team">The team responsible for the clause.</param>
/// <param name="State"><see cref="ClockState.Breached"/> or <see cref="ClockState.MetLate"/>; as announced when rescinded.</param>
/// <param name="Open">Still to be repaired.</param>
/// <param name="Rescinded">Announced, but late evidence shows that it was none.</param>
[GenerateSerializer, Immutable, Alias("fg.breach")]
public sealed record BreachView(
    string Id, string Clause, string StartEvent, int Cycle, Instant Due, Instant? AnnouncedAt, string? Owner, string Team,
    ClockState State, bool Open, bool Rescinded);
