using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Web.Meetings;

/// <summary>How a promise was kept, by the due of its clocks.</summary>
/// <param name="Key">The clause.</param>
/// <param name="Name">The promise, in each language.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="Last">In the last period that had ended.</param>
/// <param name="Running">In the one that ran, its days to come included.</param>
internal sealed record MeetingClauseBody(string Key, LocalText Name, string Team, ClauseCountBody Last, ClauseCountBody Running)
{
    public static MeetingClauseBody Of(MeetingClause one) => new(one.Key, one.Name, one.Team, ClauseCountBody.Of(one.Last), ClauseCountBody.Of(one.Running));
}

/// <summary>Clocks of a clause that fall due in a period.</summary>
/// <param name="Met">Met in time.</param>
/// <param name="Breached">Breached, met late included.</param>
/// <param name="Open">Running or paused.</param>
/// <param name="Compliance">Met ÷ (met + breached), 0 to 1; null where nothing was judged.</param>
internal sealed record ClauseCountBody(long Met, long Breached, long Open, decimal? Compliance)
{
    public static ClauseCountBody Of(ClauseCount one) => new(one.Met, one.Breached, one.Open, one.Compliance);
}
