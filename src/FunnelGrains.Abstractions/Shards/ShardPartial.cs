using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Shards;

/// <summary>What boards and goals show of a shard; sent on changes, conflated.</summary>
/// <param name="Shard">The shard's number.</param>
/// <param name="Claim">Sequence number of the activation's claim.</param>
/// <param name="CountedSeq">All rows up to and with this one are counted; with the claim it is the version.</param>
/// <param name="Number">
/// Of the pieces told by this claim, from 0; a whole partial has the number of the last piece before it. <see cref="CountedSeq"/> would not do: counts move with time too.
/// </param>
/// <param name="Base">
/// The <see cref="Number"/> that this builds on, of the same claim; null for a whole partial. A receiver that has another asks for the whole.
/// </param>
/// <param name="Cells">Values (not increments) of cells of <see cref="Dimension.All"/>, of the last 100 days and without a day; all, or the changed ones.</param>
/// <param name="NextClocks">The up to 12 running clocks that fall due first.</param>
/// <param name="Breaches">The up to 12 latest open breaches by due, the latest first.</param>
/// <param name="Wins">Wins since the base that happened within the last 10 minutes.</param>
/// <param name="At">The shard's time.</param>
/// <param name="Announced">Breaches announced since the base; in a whole partial those of the last minute, whether told before or not.</param>
/// <param name="Warned">Warnings and escalation steps announced since the base; in a whole partial those of the last minute. Default for none.</param>
[GenerateSerializer, Immutable, Alias("fg.partial")]
public sealed record ShardPartial(
    int Shard, long Claim, long CountedSeq, long Number, long? Base, ImmutableArray<CellChange> Cells,
    ImmutableArray<LeadClock> NextClocks, ImmutableArray<LeadBreach> Breaches, ImmutableArray<Win> Wins, Instant At,
    ImmutableArray<LeadBreach> Announced, ImmutableArray<LeadWarning> Warned = default);

/// <summary>A running clock with its lead.</summary>
[GenerateSerializer, Immutable, Alias("fg.leadclock")]
public sealed record LeadClock(string Lead, ClockView Clock);

/// <summary>A breach with its lead.</summary>
[GenerateSerializer, Immutable, Alias("fg.leadbreach")]
public sealed record LeadBreach(string Lead, BreachView Breach);

/// <summary>A deal won, to be celebrated.</summary>
[GenerateSerializer, Immutable, Alias("fg.win")]
public sealed record Win(string EventId, string? Owner, string Team, decimal? Amount, string? Currency, Instant At);

/// <summary>Which cells to sum.</summary>
/// <param name="From">First local day as days since 1970-01-01; null for the first there is.</param>
/// <param name="To">Last local day, inclusive; null for the last there is.</param>
/// <param name="Measures">Which measures; empty for all.</param>
/// <param name="Dimension">By what.</param>
/// <param name="Value">Only this value; null for all.</param>
/// <param name="Present">Whether cells without a day are included.</param>
/// <param name="SumDays">True to sum over days.</param>
[GenerateSerializer, Immutable, Alias("fg.sumquestion")]
public sealed record SumQuestion(
    int? From, int? To, ImmutableArray<Measure> Measures, Dimension Dimension, string? Value, bool Present, bool SumDays);

/// <summary>Which facts to sum where no cell has them.</summary>
/// <param name="From">First local day as days since 1970-01-01.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="Measures">Which measures, each of facts with a day.</param>
/// <param name="Filter">Which facts.</param>
/// <param name="By">By what the answer's cells are; <see cref="Dimension.All"/> for not broken down.</param>
/// <param name="SumDays">True to sum over days.</param>
/// <param name="Most">How many leads may be folded.</param>
[GenerateSerializer, Immutable, Alias("fg.filteredsumq")]
public sealed record FilteredSumQuestion(int From, int To, ImmutableArray<Measure> Measures, FactFilter Filter, Dimension By, bool SumDays, int Most);

/// <summary>Sums of one shard.</summary>
[GenerateSerializer, Immutable, Alias("fg.shardsums")]
public sealed record ShardSums(int Shard, long Claim, long CountedSeq, ImmutableArray<CellChange> Cells);

/// <summary>What a shard's leads give to forecasts.</summary>
/// <param name="Cases">For each case that was asked for, for each of its windows.</param>
[GenerateSerializer, Immutable, Alias("fg.shardforecast")]
public sealed record ShardForecast(ImmutableArray<ImmutableArray<ForecastSums>> Cases);

/// <summary>How a shard is.</summary>
/// <param name="Accepting">False while it recovers.</param>
/// <param name="Claim">Sequence number of its claim.</param>
/// <param name="CountedSeq">Counted so far.</param>
/// <param name="SavedSeq">Saved so far.</param>
/// <param name="Queued">Events waiting.</param>
/// <param name="Quarantined">Events kept but passed over since activation.</param>
[GenerateSerializer, Immutable, Alias("fg.shardstatus")]
public sealed record ShardStatus(bool Accepting, long Claim, long CountedSeq, long SavedSeq, int Queued, int Quarantined);

/// <summary>What an audit found.</summary>
/// <param name="Events">Events folded; duplicates and system rows not counted.</param>
/// <param name="Leads">Leads folded.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Differences">At most 1,000; empty means that every number is right.</param>
[GenerateSerializer, Immutable, Alias("fg.audit")]
public sealed record AuditReport(long Events, long Leads, double Seconds, ImmutableArray<AuditDifference> Differences);

/// <summary>A number that is not what the journal says.</summary>
/// <param name="What">Which, for example <c>default/2 now|mql</c> or <c>lead L-1 status</c>.</param>
/// <param name="Live">The number in use.</param>
/// <param name="Folded">The journal's.</param>
[GenerateSerializer, Immutable, Alias("fg.difference")]
public sealed record AuditDifference(string What, string Live, string Folded);

/// <summary>A warning or escalation step with its lead.</summary>
[GenerateSerializer, Immutable, Alias("fg.leadwarning")]
public sealed record LeadWarning(string Lead, WarningView Warning);
