using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using FunnelGrains.Testing.Leads.Reference;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>The ledger and the independent reference say the same of everything.</summary>
public sealed class LedgerAgainstReference
{
    private const int Histories = 1_000;

    [Theory, InlineData("default"), InlineData("rich"), InlineData("versions")]
    public void In_whatever_steps_a_history_comes_the_sum_of_all_changes_is_what_the_reference_counts(string agreement) =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                var (tally, ledger) = LedgerSteps.Take(Book(agreement), rows, asOf, seed);
                var expected = new SlowLead(Book(agreement).Workspace, rows, asOf).Cells();
                tally.ShouldCount(expected);
                Sum(ledger.Contribution()).ShouldCount(expected);
            }, iter: Histories);

    [Fact]
    public void In_whatever_order_a_history_comes_the_counts_are_those_of_the_reference() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                JournalRow[] shuffled = [.. rows.DistinctBy(row => row.Event.Id)];
                new Random(seed).Shuffle(shuffled);
                shuffled = [.. shuffled.Select((row, i) => row with { Seq = i + 1 })];
                LedgerSteps.Take(Tallies.VersionsBook, shuffled, asOf, seed).Tally.ShouldCount(new SlowLead(RichAgreement.Versions, rows, asOf).Cells());
            }, iter: Histories);

    [Theory, InlineData("default"), InlineData("rich"), InlineData("versions")]
    public void Every_clock_and_the_lead_itself_are_as_the_reference_sees_them(string agreement) =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Int).Sample(
            (rows, asOf, seed) =>
            {
                var (_, ledger) = LedgerSteps.Take(Book(agreement), rows, asOf, seed);
                var expected = new SlowLead(Book(agreement).Workspace, rows, asOf);
                if (ledger.View() is not { } view)
                {
                    expected.Story.ShouldBeEmpty();
                    return;
                }

                Sorted(view.Clocks).ShouldBe(Sorted(expected.Clocks));
                var (last, status, stage, cycle, _) = expected.Story[^1];
                (view.Status, view.Stage, view.Cycle, view.UpdatedAt, view.Events).ShouldBe((status, stage, cycle, last.Event.OccurredAt, expected.Story.Count));
                view.NextDue.ShouldBe(expected.Clocks.Where(clock => clock.State == ClockState.Running).Min(clock => clock.Due));
                ledger.Timeline().Where(entry => !entry.Quarantined).Select(entry => (entry.Row.Event.Id, entry.Anomaly))
                    .ShouldBe(expected.Story.Select(entry => (entry.Row.Event.Id, entry.Anomaly)));
            }, iter: Histories);

    [Fact]
    public void Replayed_from_any_checkpoint_a_shard_of_several_leads_counts_what_the_reference_counts() =>
        Gen.Select(RandomHistories.Journals, RandomHistories.Moments, Gen.Int).Sample(
            (rows, moment, seed) =>
            {
                var random = new Random(seed);
                var checkpoint = random.Next(rows.Length + 1);
                var savedAsOf = rows.Take(checkpoint).Select(row => row.Event.ReceivedAt).DefaultIfEmpty(Instant.MinValue).Max();
                var asOf = Instant.Max(moment, savedAsOf);
                var (tally, expected) = (new Dictionary<Cell, long>(), new Dictionary<Cell, long>());
                foreach (var lead in rows.GroupBy(row => row.Lead))
                {
                    var (before, after) = (lead.Where(row => row.Seq <= checkpoint).ToArray(), lead.Where(row => row.Seq > checkpoint).ToArray());
                    tally.Add(new LeadLedger(Tallies.VersionsBook, lead.Key, []).Apply(0, Instant.MinValue, before, savedAsOf).Changes);
                    // The lead ran ahead of the checkpoint before the crash, or is read anew.
                    var ledger = new LeadLedger(Tallies.VersionsBook, lead.Key, random.Next(2) == 0 ? lead : before);
                    tally.Add(ledger.Apply(checkpoint, savedAsOf, after, asOf).Changes);
                    expected.Add(new SlowLead(RichAgreement.Versions, lead, asOf).Cells().Select(pair => new CellChange(pair.Key, pair.Value)));
                }

                tally.ShouldCount(expected);
            }, iter: Histories);

    private static AgreementBook Book(string agreement) => agreement switch { "rich" => Tallies.RichBook, "versions" => Tallies.VersionsBook, _ => Tallies.Book };

    private static Dictionary<Cell, long> Sum(IEnumerable<CellChange> changes)
    {
        var tally = new Dictionary<Cell, long>();
        tally.Add(changes);
        return tally;
    }

    private static IEnumerable<ClockView> Sorted(IEnumerable<ClockView> clocks) =>
        clocks.OrderBy(clock => clock.Clause, StringComparer.Ordinal).ThenBy(clock => clock.StartEvent, StringComparer.Ordinal);
}
