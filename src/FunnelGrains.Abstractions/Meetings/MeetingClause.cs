using FunnelGrains.Domain.Agreements;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>How a promise was kept, by the due of its clocks.</summary>
/// <param name="Key">The clause.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Last">In the last period that had ended.</param>
/// <param name="Running">In the one that ran.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingclause")]
public sealed record MeetingClause(string Key, LocalText Name, string Team, ClauseCount Last, ClauseCount Running);

/// <summary>Clocks of a clause that fall due in a period.</summary>
/// <param name="Met">Met in time.</param>
/// <param name="Breached">Breached, met late included.</param>
/// <param name="Open">Running or paused.</param>
/// <param name="Compliance">Met ÷ (met + breached), 0 to 1, rounded to 6 decimals; null where nothing was judged.</param>
[GenerateSerializer, Immutable, Alias("fg.clausecount")]
public sealed record ClauseCount(long Met, long Breached, long Open, decimal? Compliance);
