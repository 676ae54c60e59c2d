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
    /// Facts(rows ≤ the last) − facts(rows ≤ <paramref name="countedThrough"/>) by the newest agreement known here, whatever was folded before: safe to repeat.
    /// </summary>
    /// <param name="countedThrough">The shard's counted sequence number.</param>
    /// <param name="leadThrough">Sequence number of this lead's last row up to that; 0 without one. An activation that holds less reads the journal.</param>
    /// <param name="countedAsOf">Up to which instant the shard's counts judge clocks.</param>
    /// <param name="rows">New rows of this lead, ascending; may be empty, then only time advances.</param>
    /// <param name="asOf">Up to which instant clocks are judged; not before <paramref name="countedAsOf"/>.</param>
    /// <param name="history">
    /// The lead's rows up to <paramref name="countedThrough"/>, for an activation that holds none; null: it has them or reads them itself.
    /// </param>
    [Alias("Apply")]
    ValueTask<LeadChange> ApplyAsync(
        long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history);

    /// <summary>The same by the agreement as it was when a version was the newest: the shard's, which adopts versions at a row of its own.</summary>
    [Alias("ApplyUnder")]
    ValueTask<LeadChange> ApplyUnderAsync(
        int agreement, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history);

    /// <summary>Facts by the agreement with newer versions − facts by the one before, both of the rows counted: safe to repeat.</summary>
    /// <param name="from">The newest version by which the shard counts.</param>
    /// <param name="to">The newest version by which it will count.</param>
    /// <param name="countedThrough">The shard's counted sequence number.</param>
    /// <param name="leadThrough">Sequence number of this lead's last row up to that; 0 without one.</param>
    /// <param name="countedAsOf">Up to which instant the shard's counts judge clocks.</param>
    /// <param name="history">The lead's rows up to <paramref name="countedThrough"/>, for an activation that holds none; null: it has them or reads them itself.</param>
    [Alias("Adopt")]
    ValueTask<LeadChange> AdoptAsync(int from, int to, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow>? history);

    /// <summary>Like <see cref="ReadAsync"/>, by the agreement as it was when a version was the newest.</summary>
    [Alias("ReadUnder")]
    ValueTask<LeadDetail?> ReadUnderAsync(int agreement, long countedThrough, Instant asOf);

    /// <summary>The lead as its grain holds it, personal data read from the journal; null when it has no event.</summary>
    /// <param name="countedThrough">For an activation that holds nothing: the rows to read.</param>
    /// <param name="asOf">Likewise: up to which instant clocks are judged.</param>
    [Alias("Read")]
    ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf);

    /// <summary>The shard has let it go: it may leave memory.</summary>
    [OneWay, Alias("Release")]
    Task ReleaseAsync();
}
