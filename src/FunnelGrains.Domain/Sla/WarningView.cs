using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>A threshold of a clock that passed: a warning, or a step of the clause's escalation.</summary>
/// <param name="Id">The same for the same clock and threshold, for ever (<see cref="WarningId"/>): announcements carry it.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="Threshold">The moment as text, for example <c>share:0.75</c>.</param>
/// <param name="Step">Key of the escalation step; null for a warning.</param>
/// <param name="At">When it passed.</param>
/// <param name="Due">When the clock fell or falls due, as known then; null for a clock without due.</param>
/// <param name="Owner">The owner then; null without one.</param>
/// <param name="Team">The team responsible for the clause.</param>
[GenerateSerializer, Immutable, Alias("fg.warning")]
public sealed record WarningView(
    string Id, string Clause, string StartEvent, int Cycle, string Threshold, string? Step, Instant At, Instant? Due, string? Owner, string Team);
