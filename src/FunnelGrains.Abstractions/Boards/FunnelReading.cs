using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>Which funnel.</summary>
/// <param name="From">First local day; null with <paramref name="To"/>: the current month.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="By">Break down by; null for not.</param>
/// <param name="Filter">Of which facts; null for all.</param>
[GenerateSerializer, Immutable, Alias("fg.funnelq")]
public sealed record FunnelQuestion(LocalDate? From, LocalDate? To, Dimension? By, FactFilter? Filter = null);

/// <summary>The funnel of a period; its cohort is open while <c>OpenCycles</c>, of the cycles begun in it, are open and have not converted.</summary>
[GenerateSerializer, Immutable, Alias("fg.funnel")]
public sealed record FunnelReading(
    string Workspace, string Zone, LocalDate From, LocalDate To, string Epoch, long Version,
    ImmutableArray<StageReading> Stages, long Captured, long Won, long Lost, long Rejected, long Anomalies,
    ImmutableArray<Money> Revenue, long OpenNow, long WonNow, long LostNow, long RejectedNow, ImmutableArray<FunnelByValue> By,
    long OpenCycles = 0);

/// <summary>A stage of the funnel in a period.</summary>
/// <param name="Key">The stage.</param>
/// <param name="Name">Its name.</param>
/// <param name="Team">Its team's key.</param>
/// <param name="Kind">Open or won.</param>
/// <param name="Now">Open leads in it now; 0 for a won stage.</param>
/// <param name="Entered">First entries in the period.</param>
/// <param name="Converted">Of those, how many went on to the next stage.</param>
/// <param name="Reached">Of the cycles begun in the period, how many entered it so far.</param>
/// <param name="Conversion">Converted ÷ entered; null for no entry or the last stage.</param>
/// <param name="Throughput">Entries of the next stage ÷ entries of this one, both of the period; null for no entry or the last stage.</param>
[GenerateSerializer, Immutable, Alias("fg.stagereading")]
public sealed record StageReading(
    string Key, LocalText Name, string Team, StageKind Kind, long Now, long Entered, long Converted, long Reached, double? Conversion,
    double? Throughput = null);

/// <summary>The funnel of one value of a dimension; <c>(rest)</c> sums what is beyond the 200 largest, <c>(none)</c> is no value.</summary>
[GenerateSerializer, Immutable, Alias("fg.funnelby")]
public sealed record FunnelByValue(string Value, ImmutableArray<StageReading> Stages, long Captured, long Won, ImmutableArray<Money> Revenue);

/// <summary>How long leads stood in a stage.</summary>
/// <param name="Key">The stage.</param>
/// <param name="Samples">Stays that ended in the period: one a cycle and stage.</param>
/// <param name="Elapsed">In elapsed time.</param>
/// <param name="Business">In the owning team's business time.</param>
[GenerateSerializer, Immutable, Alias("fg.stagetimes")]
public sealed record StageTimes(string Key, long Samples, TimeShares? Elapsed, TimeShares? Business);

/// <summary>Percentiles of a histogram in seconds: each the upper bound of its bucket.</summary>
[GenerateSerializer, Immutable, Alias("fg.timeshares")]
public sealed record TimeShares(double P50, double P90);
