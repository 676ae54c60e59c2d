using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>How well promises are kept, of which period.</summary>
/// <param name="From">First local day of the dues; null with <paramref name="To"/>: the current month.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="By">Break down by; null for not.</param>
[GenerateSerializer, Immutable, Alias("fg.complianceq")]
public sealed record ComplianceQuestion(LocalDate? From, LocalDate? To, Dimension? By);

/// <summary>The promises of a period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Clauses">The clauses in force, and others that count something.</param>
/// <param name="By">The same for each value, the largest 200; the others are summed as <c>(rest)</c>, <c>(none)</c> is no value.</param>
[GenerateSerializer, Immutable, Alias("fg.compliance")]
public sealed record ComplianceReading(LocalDate From, LocalDate To, ImmutableArray<ClauseReading> Clauses, ImmutableArray<ComplianceByValue> By);

/// <summary>A promise in a period.</summary>
[GenerateSerializer, Immutable, Alias("fg.clausereading")]
public sealed record ClauseReading(string Key, LocalText Name, string Team, ClauseCounts Counts);

/// <summary>The promises of one value of a dimension.</summary>
/// <param name="Value">The value.</param>
/// <param name="Clauses">In the order of the reading's.</param>
[GenerateSerializer, Immutable, Alias("fg.complianceby")]
public sealed record ComplianceByValue(string Value, ImmutableArray<ClauseCounts> Clauses);

/// <summary>Clocks of a clause by their dues.</summary>
/// <param name="Met">Stopped at or before due.</param>
/// <param name="MetLate">Of the breached ones, those stopped since.</param>
/// <param name="Breached">Breached, met late included.</param>
/// <param name="Running">Running or paused.</param>
[GenerateSerializer, Immutable, Alias("fg.clausecounts")]
public sealed record ClauseCounts(long Met, long MetLate, long Breached, long Running);
