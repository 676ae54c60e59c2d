using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Host.Demo;
using NodaTime;

namespace FunnelGrains.Host.Tests.Demo;

/// <summary>The demo's events folded as a shard folds them, without one.</summary>
internal sealed class DemoFold
{
    private readonly AgreementBook book = AgreementBook.Of(
        new Workspace("demo", "America/Sao_Paulo", 1, [DemoAgreement.Create("America/Sao_Paulo", new LocalDate(2026, 10, 1))]));

    private readonly Dictionary<string, LeadLedger> ledgers = [];
    private readonly Dictionary<string, Instant> counted = [];
    private readonly Dictionary<Cell, long> cells = [];
    private long seq;

    /// <summary>The leads as they are.</summary>
    public IEnumerable<LeadView> Views => ledgers.Values.Select(ledger => ledger.View()).OfType<LeadView>();

    /// <summary>Takes events of one lead.</summary>
    public void Take(IReadOnlyList<IncomingEvent> events, Instant now)
    {
        var lead = events[0].Lead;
        if (!ledgers.TryGetValue(lead, out var ledger))
        {
            ledgers[lead] = ledger = new LeadLedger(book, lead, []);
        }
        var rows = events
            .Select(e => new JournalRow(
                ++seq, lead, new LeadEvent(e.Id, e.Type, e.OccurredAt, now, "demo", e.Actor, e.Data), OtherValues.None, e.Personal))
            .ToArray();
        var change = ledger.Apply(ledger.LastSeq, counted.GetValueOrDefault(lead, Instant.MinValue), rows, now);
        counted[lead] = now;
        change.Poisoned.ShouldBeEmpty();
        Add(change);
    }

    /// <summary>Judges all clocks up to an instant.</summary>
    public void Advance(Instant now)
    {
        foreach (var (lead, ledger) in ledgers)
        {
            Add(ledger.Apply(ledger.LastSeq, counted[lead], [], now));
            counted[lead] = now;
        }
    }

    /// <summary>The sum of a measure over all days, of one key or all.</summary>
    public long Sum(Measure measure, string? key = null, Func<int, bool>? day = null) => cells
        .Where(cell => cell.Key.Dimension == Dimension.All && cell.Key.Measure == measure
            && (key is null || cell.Key.Key == key) && (day is null || day(cell.Key.Day)))
        .Sum(cell => cell.Value);

    private void Add(LeadChange change)
    {
        foreach (var (cell, n) in change.Changes)
        {
            cells[cell] = cells.GetValueOrDefault(cell) + n;
        }
    }
}
