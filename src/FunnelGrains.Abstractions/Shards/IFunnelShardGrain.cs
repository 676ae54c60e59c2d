using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals.Forecasting;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Shards;

/// <summary>
/// One shard of a workspace's leads: the one writer of its journal sequence and the owner of its counts. Key: see <see cref="ShardId"/>.
/// All its methods interleave, so none can wait for another that waits for it.
/// </summary>
[Alias("fg.IFunnelShardGrain")]
public interface IFunnelShardGrain : IGrainWithStringKey
{
    /// <summary>Takes events of leads of this shard; answers when each is durable and counted, or why not. Never throws for bad input or overload.</summary>
    /// <param name="origin">The key or connection that sent them.</param>
    /// <param name="events">1 to 1,000 events, in the order of the body.</param>
    [AlwaysInterleave, Alias("Post")]
    Task<PostAnswer> PostAsync(string origin, ImmutableArray<IncomingEvent> events);

    /// <summary>Activates the shard if it is not; otherwise nothing.</summary>
    [AlwaysInterleave, OneWay, Alias("Wake")]
    Task WakeAsync();

    /// <summary>The lead as counted now; null when unknown.</summary>
    [AlwaysInterleave, Alias("ReadLead")]
    Task<LeadDetail?> ReadLeadAsync(string lead);

    /// <summary>Sums of the shard's cells, saved and not yet saved, both at one counted sequence number.</summary>
    [AlwaysInterleave, Alias("Sum")]
    Task<ShardSums> SumAsync(SumQuestion question);

    /// <summary>
    /// Sums of the facts that a choice of more than one dimension fits, which no cell has: the leads with an event in the days asked for are folded.
    /// </summary>
    /// <returns>Null where they are more than <see cref="FilteredSumQuestion.Most"/>.</returns>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("SumFiltered")]
    Task<ShardSums?> SumFilteredAsync(FilteredSumQuestion question);

    /// <summary>Clocks that were met after their due, which the counts hold among the breached ones: by clause, and by a dimension. Cells of <see cref="Measure.ClauseBreached"/>.</summary>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("SumMetLate")]
    Task<ShardSums> SumMetLateAsync(int from, int to, Dimension dimension);

    /// <summary>How often each of some leads of the shard stands behind a number, in their order; by the fold that counts it, as counted now.</summary>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("CountFacts")]
    Task<ImmutableArray<long>> CountFactsAsync(ImmutableArray<string> leads, FactQuestion question);

    /// <summary>
    /// The same sums as the events received before an instant alone make them, clocks judged up to <paramref name="asOf"/>: the same answer for ever, whenever it is asked.
    /// </summary>
    /// <param name="question">Which cells.</param>
    /// <param name="receivedBefore">Exclusive.</param>
    /// <param name="asOf">Not after <paramref name="receivedBefore"/>; what has fallen due since, of the days asked for, is taken as still running.</param>
    /// <returns>Null while it cannot be said yet: ask again.</returns>
    [AlwaysInterleave, ResponseTimeout("00:05:00"), Alias("SumReceived")]
    Task<ShardSums?> SumReceivedAsync(SumQuestion question, NodaTime.Instant receivedBefore, NodaTime.Instant asOf);

    /// <summary>
    /// Sums what forecasts are made from over all leads of the shard, as counted now. Reads the journal in pages and rests as long as it works: may take minutes.
    /// </summary>
    /// <param name="cases">What is to be forecast.</param>
    [AlwaysInterleave, ResponseTimeout("00:30:00"), Alias("SumForecast")]
    Task<ShardForecast> SumForecastAsync(ImmutableArray<ForecastCase> cases);

    /// <summary>The whole partial, for a funnel that has none or missed one.</summary>
    [AlwaysInterleave, Alias("Partial")]
    Task<ShardPartial> ReadPartialAsync();

    /// <summary>Saves what is counted, unless that was done within <paramref name="maxAge"/>: lists are then as fresh.</summary>
    [AlwaysInterleave, Alias("Flush")]
    Task FlushAsync(TimeSpan maxAge);

    /// <summary>
    /// Broken promises that are counted and not saved yet: what moved with time alone is saved with the next row only, so no list has it before. Asked before a list is read, each is in one of both.
    /// </summary>
    /// <param name="from">Due from here on, inclusive.</param>
    /// <param name="to">Due before here.</param>
    [AlwaysInterleave, Alias("UnsavedBreaches")]
    Task<ImmutableArray<LeadBreach>> UnsavedBreachesAsync(NodaTime.Instant from, NodaTime.Instant to);

    /// <summary>Whether it accepts events now, and how it is.</summary>
    [AlwaysInterleave, Alias("Status")]
    Task<ShardStatus> ReadStatusAsync();

    /// <summary>Counts by the agreement up to a version or a later one from now on, if it does not yet; safe to repeat.</summary>
    /// <returns>The newest version that is counted by.</returns>
    [AlwaysInterleave, Alias("Adopt")]
    Task<int> AdoptAsync(int version);

    /// <summary>What a version would do to the shard's open clocks; folded beside all else, some leads at a time.</summary>
    /// <param name="candidate">The version, with the instant from which it would be in force.</param>
    /// <param name="samples">How many clocks that change are named at most.</param>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("Preview")]
    Task<AgreementPreview> PreviewAsync(Agreement candidate, int samples);

    /// <summary>Folds the shard's journal from nothing and compares every number. May take minutes: call with a long timeout.</summary>
    [AlwaysInterleave, ResponseTimeout("00:30:00"), Alias("Audit")]
    Task<AuditReport> AuditAsync();
}
