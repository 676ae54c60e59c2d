using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>Feeds a ledger as a shard would, in random steps.</summary>
internal static class LedgerSteps
{
    /// <summary>Random batches, clocks judged in between, the lead read anew now and then.</summary>
    /// <returns>The sum of all changes, and the ledger after them.</returns>
    public static (Dictionary<Cell, long> Tally, LeadLedger Ledger) Take(AgreementBook book, JournalRow[] rows, Instant asOf, int seed)
    {
        var random = new Random(seed);
        var (tally, ledger) = (new Dictionary<Cell, long>(), new LeadLedger(book, Rows.Lead, []));
        var (counted, countedAsOf) = (0L, Instant.MinValue);
        for (var i = 0; i < rows.Length;)
        {
            var take = Math.Min(rows.Length - i, random.Next(0, 4));
            var next = Instant.Min(asOf, Instant.Max(countedAsOf, Rows.Monday + Duration.FromMinutes(random.Next(60_000))));
            tally.Add(ledger.Apply(counted, countedAsOf, rows.AsSpan(i, take), next).Changes);
            i += take;
            (counted, countedAsOf) = (i == 0 ? 0 : rows[i - 1].Seq, next);
            if (random.Next(4) == 0) ledger = new LeadLedger(book, Rows.Lead, rows[..i]);
        }

        tally.Add(ledger.Apply(counted, countedAsOf, [], asOf).Changes);
        return (tally, ledger);
    }

    /// <summary>Fails with the cells that differ.</summary>
    public static void ShouldCount(this Dictionary<Cell, long> actual, Dictionary<Cell, long> expected) =>
        actual.Keys.Union(expected.Keys).Where(cell => actual.GetValueOrDefault(cell) != expected.GetValueOrDefault(cell))
            .Select(cell => $"{cell.Measure} {cell.Day} {cell.Key} {cell.Dimension} {cell.Value}: {actual.GetValueOrDefault(cell)}, not {expected.GetValueOrDefault(cell)}")
            .ShouldBeEmpty();
}
