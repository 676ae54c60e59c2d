using CsCheck;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;
using FunnelGrains.Testing.Leads.Reference;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

public sealed class LedgerProperties
{
    private const int Histories = 1_000;

    [Fact]
    public void Counts_do_not_depend_on_the_order_of_arrival() =>
        Gen.Select(RandomHistories.Histories.Select(Distinct), RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                var shuffled = (JournalRow[])rows.Clone();
                new Random(seed).Shuffle(shuffled);
                InSteps(Renumber(shuffled), asOf, seed).ShouldCount(Tallies.Fold(Tallies.Book, rows, asOf));
            }, iter: Histories);

    [Fact]
    public void Counts_do_not_depend_on_how_arrivals_are_batched_or_when_clocks_are_judged() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) => InSteps(rows, asOf, seed).ShouldCount(Tallies.Fold(Tallies.Book, rows, asOf)), iter: Histories);

    [Fact]
    public void A_duplicate_changes_nothing() =>
        Gen.Select(RandomHistories.Histories.Select(Distinct), RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                var random = new Random(seed);
                var again = rows.Concat(rows.Select(row => row with { Seq = rows.Length + row.Seq })).ToArray();
                InSteps(again, asOf, random.Next()).ShouldCount(Tallies.Fold(Tallies.Book, rows, asOf));
            }, iter: Histories);

    [Fact]
    public void A_replay_from_any_checkpoint_counts_the_same() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                var random = new Random(seed);
                var checkpoint = random.Next(rows.Length + 1);
                var savedAsOf = rows.Take(checkpoint).Select(row => row.Event.ReceivedAt).DefaultIfEmpty(Instant.MinValue).Max();
                var tally = Tallies.Fold(Tallies.Book, rows[..checkpoint], savedAsOf);
                // The lead was ahead of the checkpoint, or is read anew: the answer is the same.
                var ahead = new LeadLedger(Tallies.Book, Rows.Lead, []);
                ahead.Apply(0, Instant.MinValue, rows, Instant.Max(asOf, savedAsOf));
                var ledger = random.Next(2) == 0 ? ahead : new LeadLedger(Tallies.Book, Rows.Lead, rows[..checkpoint]);
                tally.Add(ledger.Apply(checkpoint, savedAsOf, rows.AsSpan(checkpoint), Instant.Max(asOf, savedAsOf)).Changes);
                tally.ShouldCount(Tallies.Fold(Tallies.Book, rows, Instant.Max(asOf, savedAsOf)));
            }, iter: Histories);

    [Fact]
    public void A_lead_is_in_exactly_one_status_and_an_open_one_in_one_stage() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments).Sample(
            (rows, asOf) =>
            {
                var tally = Tallies.Fold(Tallies.Book, rows, asOf);
                var leads = new SlowLead(Tallies.Book.Workspace, rows, asOf).Story.Count == 0 ? 0 : 1; // none, if all its events are poison
                tally.Of(Measure.Captured).ShouldBe(leads);
                tally.Where(pair => pair.Key is { Measure: Measure.Status, Dimension: Dimension.All }).Sum(pair => pair.Value).ShouldBe(leads);
                tally.Where(pair => pair.Key is { Measure: Measure.Now, Dimension: Dimension.All }).Sum(pair => pair.Value)
                    .ShouldBe(tally.Of(Measure.Status, "open"));
            }, iter: Histories);

    [Fact]
    public void Every_breakdown_adds_up_to_the_whole_and_only_what_is_true_now_may_be_taken_back() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments).Sample(
            (rows, asOf) =>
            {
                var tally = Tallies.Fold(Tallies.Book, rows, asOf);
                tally.Values.ShouldAllBe(n => n >= 0);
                foreach (var group in tally.GroupBy(pair => (pair.Key.Measure, pair.Key.Day, pair.Key.Key)))
                    foreach (var dimension in Enum.GetValues<Dimension>())
                        group.Where(pair => pair.Key.Dimension == dimension).Sum(pair => pair.Value)
                            .ShouldBe(group.Single(pair => pair.Key.Dimension == Dimension.All).Value);
            }, iter: Histories);

    private static Dictionary<Cell, long> InSteps(JournalRow[] rows, Instant asOf, int seed) => LedgerSteps.Take(Tallies.Book, rows, asOf, seed).Tally;

    private static JournalRow[] Distinct(JournalRow[] rows) => Renumber([.. rows.DistinctBy(row => row.Event.Id)]);

    private static JournalRow[] Renumber(JournalRow[] rows) => [.. rows.Select((row, i) => row with { Seq = i + 1 })];
}
