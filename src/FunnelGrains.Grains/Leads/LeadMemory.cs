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
internal sealed class LeadMemory(IJournal journal, AgreementBook book, ShardKey shard, string lead)
{
    private LeadLedger? ledger;

    public ValueTask<LeadChange> ApplyAsync(
        long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history)
    {
        if (ledger is null && history is { } given) ledger = new LeadLedger(book, lead, given);
        return ledger is not null && ledger.LastSeq >= leadThrough
            ? ValueTask.FromResult(ledger.Apply(countedThrough, countedAsOf, rows.AsSpan(), asOf))
            : ReadAndApplyAsync(countedThrough, countedAsOf, rows, asOf);
    }

    public async ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf)
    {
        var rows = await RowsAsync(countedThrough, personal: true);
        if (rows.Count == 0 && ledger is null) return null;
        // An activation may have stayed behind while its shard was elsewhere.
        if (ledger is null || (rows.Count > 0 && ledger.LastSeq < rows[^1].Seq)) ledger = new LeadLedger(book, lead, rows);
        if (ledger.AsOf < asOf) ledger.Apply(countedThrough, asOf, [], asOf);

        return ledger.View() is { } view
            ? new LeadDetail(
                view, ledger.Attributes(), Personal(rows),
                [.. ledger.Timeline().Select(entry => new TimelineEntry(entry.Row.Event, entry.Anomaly, entry.Quarantined))], ledger.ClockTimes())
            : null;
    }

    private async ValueTask<LeadChange> ReadAndApplyAsync(long countedThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf)
    {
        ledger = new LeadLedger(book, lead, await RowsAsync(countedThrough, personal: false));
        return ledger.Apply(countedThrough, countedAsOf, rows.AsSpan(), asOf);
    }

    private async Task<IReadOnlyList<JournalRow>> RowsAsync(long through, bool personal)
    {
        var histories = await journal.ReadLeadsAsync(shard, [lead], through, personal, CancellationToken.None);
        return histories.GetValueOrDefault(lead) ?? [];
    }

    private ImmutableSortedDictionary<string, string> Personal(IEnumerable<JournalRow> rows)
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
