using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>How well the promises due in a period are kept.</summary>
/// <param name="From">First day of the dues, in the workspace's zone.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Clauses">The clauses in force, and others that count something.</param>
/// <param name="By">The same for each value of the dimension asked for, the largest 200; the others are summed as <c>(rest)</c>, <c>(none)</c> is no value.</param>
internal sealed record ComplianceBody(LocalDate From, LocalDate To, IEnumerable<ClauseComplianceBody> Clauses, IEnumerable<ComplianceByBody> By)
{
    public static ComplianceBody Of(ComplianceReading reading) => new(
        reading.From, reading.To, reading.Clauses.Select(ClauseComplianceBody.Of),
        reading.By.Select(by => new ComplianceByBody(by.Value, by.Clauses.Zip(reading.Clauses, (counts, clause) => ClauseCountsBody.Of(clause.Key, counts)))));
}

/// <summary>A promise in a period.</summary>
/// <param name="Key">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">Who made it.</param>
/// <param name="Met">Clocks stopped at or before due.</param>
/// <param name="MetLate">Of the breached ones, those stopped since.</param>
/// <param name="Breached">Clocks breached, met late included.</param>
/// <param name="Running">Clocks still running or paused.</param>
/// <param name="Rate">Met ÷ (met + breached), 0 to 1; null while nothing was judged.</param>
internal sealed record ClauseComplianceBody(string Key, LocalText Name, string Team, long Met, long MetLate, long Breached, long Running, double? Rate)
{
    public static ClauseComplianceBody Of(ClauseReading clause)
    {
        var counts = ClauseCountsBody.Of(clause.Key, clause.Counts);
        return new ClauseComplianceBody(clause.Key, clause.Name, clause.Team, counts.Met, counts.MetLate, counts.Breached, counts.Running, counts.Rate);
    }
}

/// <summary>The promises of one value of a dimension: source, campaign and segment of the lead, the owner at the verdict (of a running clock the owner now), the clause's team.</summary>
/// <param name="Value">The value; <c>(none)</c>, <c>(other)</c> and <c>(rest)</c> gather what has no place of its own.</param>
/// <param name="Clauses">In the order of the whole's.</param>
internal sealed record ComplianceByBody(string Value, IEnumerable<ClauseCountsBody> Clauses);

/// <summary>A promise, of one value.</summary>
/// <param name="Key">The clause's key.</param>
/// <param name="Met">Clocks stopped at or before due.</param>
/// <param name="MetLate">Of the breached ones, those stopped since.</param>
/// <param name="Breached">Clocks breached, met late included.</param>
/// <param name="Running">Clocks still running or paused.</param>
/// <param name="Rate">Met ÷ (met + breached), 0 to 1; null while nothing was judged.</param>
internal sealed record ClauseCountsBody(string Key, long Met, long MetLate, long Breached, long Running, double? Rate)
{
    public static ClauseCountsBody Of(string key, ClauseCounts counts) =>
        new(key, counts.Met, counts.MetLate, counts.Breached, counts.Running, (double?)Compliance.Of(counts.Met, counts.Breached));
}
