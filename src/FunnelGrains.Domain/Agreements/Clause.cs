using System.Collections.Immutable;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>One measured promise of one team: from a start trigger, a stop within the target.</summary>
/// <param name="Key">For example <c>accept_mql</c>; never reused.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">Key of the responsible team.</param>
/// <param name="Start">What starts a clock.</param>
/// <param name="Stop">Any of these stops it.</param>
/// <param name="CancelWhen">Any of these cancels it, besides loss, rejection, win and recycle, which always do.</param>
/// <param name="Target">How long it may take.</param>
/// <param name="Calendar">Key of the calendar of business units.</param>
/// <param name="AppliesTo">Attribute to required value (source, campaign and segment follow their retroactive value); null for all leads.</param>
/// <param name="GraceSeconds">How long after due the announcement waits for events in flight; never changes the verdict. 0 by default.</param>
/// <param name="PauseWhile">While this holds the clock stands still; null for never.</param>
/// <param name="WarnAt">When it is told that a promise is about to be broken: shares of the target below 1, or lead times before due; null or empty for never.</param>
/// <param name="Escalation">Whom to tell when; each step once for each clock. Null or empty for nobody.</param>
[GenerateSerializer, Immutable, Alias("fg.clause")]
public sealed record Clause(
    string Key, LocalText Name, string Team, Trigger Start, ImmutableArray<Trigger> Stop, ImmutableArray<Trigger> CancelWhen,
    Target Target, string Calendar, ImmutableSortedDictionary<string, string>? AppliesTo = null, int GraceSeconds = 0,
    PauseCondition? PauseWhile = null, ImmutableArray<ClauseMoment>? WarnAt = null, ImmutableArray<EscalationStep>? Escalation = null);
