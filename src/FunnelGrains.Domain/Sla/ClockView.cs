using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>One clock of a lead, as facts say it.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started it; with lead and clause it is the clock's identity.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="State">Its state.</param>
/// <param name="Start">The start event's instant.</param>
/// <param name="Due">When it falls due; null while paused, and where the calendar cannot reach it (shown as an error).</param>
/// <param name="Stop">When it was stopped or cancelled; null while neither.</param>
/// <param name="Owner">The lead's owner: now while it runs, else at the verdict; null without one.</param>
/// <param name="Team">The team responsible for the clause.</param>
/// <param name="Open">Running or paused; or breached, not stopped, and not ended with its lead.</param>
/// <param name="Remaining">While paused: what is left of the target, in the clause's own time; null in any other state.</param>
[GenerateSerializer, Immutable, Alias("fg.clock")]
public sealed record ClockView(
    string Clause, string StartEvent, int Cycle, ClockState State, Instant Start, Instant? Due, Instant? Stop,
    string? Owner, string Team, bool Open, Duration? Remaining = null);
