using System.Collections.Immutable;
using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>
/// Whose time a clock's time was, in the clause's own time, pauses not counted: from its start to its stop, else to now while somebody is waited for, else to due.
/// </summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="BeforeAssignment">Before the lead's first assignment: nobody's own.</param>
/// <param name="AfterAssignment">All since.</param>
/// <param name="Owners">The same by owner, in the order in which each had it first.</param>
[GenerateSerializer, Immutable, Alias("fg.clocktimes")]
public sealed record ClockTimes(
    string Clause, string StartEvent, Duration BeforeAssignment, Duration AfterAssignment, ImmutableArray<OwnerTime> Owners);
