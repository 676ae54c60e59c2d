using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>A step of a clause's escalation: who is told when a promise is in danger or broken. It is taken once for each clock.</summary>
/// <param name="Key">Unique within the clause, for example <c>manager</c>.</param>
/// <param name="At">When: at a share of the target, before due, or so long after breach.</param>
/// <param name="To">Whom to tell; at least one.</param>
[GenerateSerializer, Immutable, Alias("fg.escalation")]
public sealed record EscalationStep(string Key, ClauseMoment At, ImmutableArray<EscalationTarget> To);
