using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>Adds up changes of counts.</summary>
public static class Tallies
{
    /// <summary>The workspace that domain tests fold under: defaults, São Paulo.</summary>
    public static AgreementBook Book { get; } = AgreementBook.Of(new Workspace(
        "default", "America/Sao_Paulo", 4, [AgreementDefaults.Create("America/Sao_Paulo")]));

    /// <summary>The same with clauses of every kind.</summary>
    public static AgreementBook RichBook { get; } = AgreementBook.Of(RichAgreement.Workspace);

    /// <summary>The same with later versions.</summary>
    public static AgreementBook VersionsBook { get; } = AgreementBook.Of(RichAgreement.Versions);

    /// <summary>Adds changes; a cell that becomes 0 is removed.</summary>
    public static void Add(this Dictionary<Cell, long> tally, IEnumerable<CellChange> changes)
    {
        foreach (var (cell, n) in changes)
            if ((tally[cell] = tally.GetValueOrDefault(cell) + n) == 0) tally.Remove(cell);
    }

    /// <summary>What rows contribute, folded in one go.</summary>
    public static Dictionary<Cell, long> Fold(AgreementBook book, IReadOnlyList<JournalRow> rows, Instant asOf)
    {
        var tally = new Dictionary<Cell, long>();
        var ledger = new LeadLedger(book, Rows.Lead, []);
        tally.Add(ledger.Apply(0, Instant.MinValue, [.. rows], asOf).Changes);
        return tally;
    }

    /// <summary>The count of a measure and key over all days, not broken down.</summary>
    public static long Of(this Dictionary<Cell, long> tally, Measure measure, string key = "") =>
        tally.Where(pair => pair.Key.Measure == measure && pair.Key.Key == key && pair.Key.Dimension == Dimension.All).Sum(pair => pair.Value);

    /// <summary>The same for one value of a dimension.</summary>
    public static long Of(this Dictionary<Cell, long> tally, Measure measure, string key, Dimension dimension, string value) =>
        tally.Where(pair => pair.Key.Measure == measure && pair.Key.Key == key && pair.Key.Dimension == dimension && pair.Key.Value == value)
            .Sum(pair => pair.Value);
}
