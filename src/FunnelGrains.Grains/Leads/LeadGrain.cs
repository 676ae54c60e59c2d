using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using NodaTime;
using Orleans.Placement;

namespace FunnelGrains.Grains.Leads;

/// <summary>One lead: its ledger, and the way back to the journal when it holds less than its shard counted.</summary>
[PreferLocalPlacement]
internal sealed class LeadGrain(IJournal journal, AgreementBooks books) : Grain, ILeadGrain
{
    private AgreementBook book = null!;
    private LeadLedger? ledger;
    private ShardKey shard;
    private string lead = "";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        lead = key[(slash + 1)..];
        book = await books.FindAsync(key[..slash], cancellationToken) ?? throw new InvalidOperationException("there is no such workspace");
        shard = new ShardKey(key[..slash], ShardId.Of(lead, book.Workspace.Shards));
    }

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
        if (ledger is null)
        {
            if (rows.Count == 0) return null;
            ledger = new LeadLedger(book, lead, rows);
            ledger.Apply(countedThrough, asOf, [], asOf);
        }

        return ledger.View() is { } view
            ? new LeadDetail(
                view, ledger.Attributes(), Personal(rows),
                [.. ledger.Timeline().Select(entry => new TimelineEntry(entry.Row.Event, entry.Anomaly, entry.Quarantined))])
            : null;
    }

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
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
