using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Grains.Leads;

/// <summary>What a lead's activation holds: its ledger, and the way back to the journal when it holds less than its shard counted. One call at a time.</summary>
/// <param name="journal">The journal.</param>
/// <param name="books">The agreement as it was when a version was the newest.</param>
/// <param name="shard">The lead's shard.</param>
/// <param name="lead">The lead.</param>
internal sealed class LeadMemory(IJournal journal, Func<int, ValueTask<AgreementBook>> books, ShardKey shard, string lead)
{
    private LeadLedger? ledger;

    public ValueTask<LeadChange> ApplyAsync(
        int agreement, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
        ledger is not null && ledger.Agreement == agreement && ledger.LastSeq >= leadThrough
            ? ValueTask.FromResult(ledger.Apply(countedThrough, countedAsOf, rows.AsSpan(), asOf))
            : BringAndApplyAsync(agreement, countedThrough, leadThrough, countedAsOf, rows, asOf, history);

    /// <summary>Facts by newer versions − facts by those before, of what is counted.</summary>
    public async ValueTask<LeadChange> AdoptAsync(int from, int to, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow>? history)
    {
        var held = await BringAsync(from, countedThrough, leadThrough, history);
        return held.Adopt(await books(to), countedThrough, countedAsOf);
    }

    public async ValueTask<LeadDetail?> ReadAsync(int agreement, long countedThrough, Instant asOf)
    {
        var rows = await RowsAsync(countedThrough, personal: true);
        if (rows.Count == 0 && ledger is null) return null;
        var book = await books(agreement);
        // An activation may have stayed behind while its shard was elsewhere.
        if (ledger is null || (rows.Count > 0 && ledger.LastSeq < rows[^1].Seq)) ledger = new LeadLedger(book, lead, rows);
        ledger.Turn(book);
        if (ledger.AsOf < asOf) ledger.Apply(countedThrough, asOf, [], asOf);

        return ledger.View() is { } view
            ? new LeadDetail(
                view, ledger.Attributes(), Personal(rows, book),
                [.. ledger.Timeline().Select(entry => new TimelineEntry(entry.Row.Event, entry.Anomaly, entry.Quarantined))], ledger.ClockTimes())
            : null;
    }

    private async ValueTask<LeadChange> BringAndApplyAsync(
        int agreement, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
        (await BringAsync(agreement, countedThrough, leadThrough, history)).Apply(countedThrough, countedAsOf, rows.AsSpan(), asOf);

    /// <summary>The ledger with at least the rows that are counted, folded by that agreement.</summary>
    private async ValueTask<LeadLedger> BringAsync(int agreement, long countedThrough, long leadThrough, ImmutableArray<JournalRow>? history)
    {
        var book = await books(agreement);
        if (ledger is null && history is { } given) ledger = new LeadLedger(book, lead, given);
        if (ledger is null || ledger.LastSeq < leadThrough) ledger = new LeadLedger(book, lead, await RowsAsync(countedThrough, personal: false));
        ledger.Turn(book);
        return ledger;
    }

    private async Task<IReadOnlyList<JournalRow>> RowsAsync(long through, bool personal)
    {
        var histories = await journal.ReadLeadsAsync(shard, [lead], through, personal, CancellationToken.None);
        return histories.GetValueOrDefault(lead) ?? [];
    }

    private static ImmutableSortedDictionary<string, string> Personal(IEnumerable<JournalRow> rows, AgreementBook book)
    {
        var known = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Personal is not null).Order(new EventOrder(book)))
        {
            using var fields = JsonDocument.Parse(row.Personal!);
            foreach (var field in fields.RootElement.EnumerateObject()) known[field.Name] = field.Value.GetRawText();
        }

        return known.ToImmutable();
    }
}
