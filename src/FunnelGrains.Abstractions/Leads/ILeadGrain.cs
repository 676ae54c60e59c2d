using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using NodaTime;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Leads;

/// <summary>
/// One lead: its history, folded. Only its shard calls it. Key: <c>workspace/lead</c>, the workspace up to the first slash.
/// </summary>
[Alias("fg.ILeadGrain")]
public interface ILeadGrain : IGrainWithStringKey
{
    /// <summary>
    /// Facts(rows ≤ the last) − facts(rows ≤ <paramref name="countedThrough"/>), whatever was folded before: safe to repeat.
    /// </summary>
    /// <param name="countedThrough">The shard's counted sequence number.</param>
    /// <param name="countedAsOf">Up to which instant the shard's counts judge clocks.</param>
    /// <param name="rows">New rows of this lead, ascending; may be empty, then only time advances.</param>
    /// <param name="asOf">Up to which instant clocks are judged; not before <paramref name="countedAsOf"/>.</param>
    /// <param name="history">
    /// The lead's rows up to <paramref name="countedThrough"/>, for an activation that holds none; null: it has them or reads them itself.
    /// </param>
    [Alias("Apply")]
    ValueTask<LeadChange> ApplyAsync(
        long countedThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history);

    /// <summary>The lead as of a counted sequence number; null when it has no rows up to it.</summary>
    [Alias("Read")]
    ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf);

    /// <summary>The shard has let it go: it may leave memory.</summary>
    [OneWay, Alias("Release")]
    Task ReleaseAsync();
}
