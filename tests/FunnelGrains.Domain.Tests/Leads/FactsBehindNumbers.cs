using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>What of a lead stands behind a number: it is what the counts say, and it is never outside the time in which leads are looked for.</summary>
public sealed class FactsBehindNumbers
{
    private static readonly Gen<(JournalRow[] Rows, Instant AsOf, AgreementBook Book, int From, int To)> Cases =
        from rows in RandomHistories.Histories
        from asOf in RandomHistories.Moments
        from versions in Gen.Bool
        from days in Gen.Select(Gen.Int[-2, 45], Gen.Int[0, 12])
        let book = versions ? Tallies.VersionsBook : Tallies.RichBook
        let first = book.DayOf(Rows.Monday) + days.Item1
        select (rows, asOf, book, first, first + days.Item2);

    [Fact]
    public void A_lead_counts_behind_a_number_as_often_as_in_it_whatever_the_filter() => Cases.Sample(
        one =>
        {
            var facts = LeadFacts.Of(one.Book, Rows.Lead, one.Rows, one.AsOf);
            var cells = new Dictionary<Cell, long>();
            cells.Add(FactChange.CellsOf(facts.All));
            foreach (var kind in Enum.GetValues<FactKind>().Where(kind => kind != FactKind.MetLate))
                foreach (var counted in cells.Keys.Where(cell => cell.Measure == kind.Measure()).Select(cell => (cell.Key, cell.Dimension, cell.Value)).Distinct())
                {
                    var filter = counted.Dimension == Dimension.All ? FactFilter.Any : FactFilter.Any.With(counted.Dimension, [counted.Value]);
                    facts.Count(new FactQuestion(kind, counted.Key, one.From, one.To, filter)).ShouldBe(
                        cells.Where(pair => pair.Key.Measure == kind.Measure() && pair.Key.Key == counted.Key && pair.Key.Dimension == counted.Dimension && pair.Key.Value == counted.Value
                            && pair.Key.Day >= one.From && pair.Key.Day <= one.To).Sum(pair => pair.Value), $"{kind} {counted}");
                }
        }, iter: 500);

    [Fact]
    public void Met_late_is_what_its_clocks_say_and_a_part_of_what_is_breached() => Cases.Sample(
        one =>
        {
            var facts = LeadFacts.Of(one.Book, Rows.Lead, one.Rows, one.AsOf);
            foreach (var clause in (facts.View?.Clocks ?? []).Select(clock => clock.Clause).Distinct())
            {
                var late = facts.Count(Question(FactKind.MetLate, clause, one));
                late.ShouldBe(facts.View!.Clocks.Count(clock =>
                    clock is { State: ClockState.MetLate, Due: { } due } && clock.Clause == clause && one.Book.DayOf(due) >= one.From && one.Book.DayOf(due) <= one.To));
                late.ShouldBeLessThanOrEqualTo(facts.Count(Question(FactKind.Breached, clause, one)));
            }
        }, iter: 500);

    [Fact]
    public void Whoever_counts_was_captured_before_the_period_s_end_and_has_an_event_since_the_earliest_that_matters() => Cases.Sample(
        one =>
        {
            var facts = LeadFacts.Of(one.Book, Rows.Lead, one.Rows, one.AsOf);
            foreach (var kind in Enum.GetValues<FactKind>())
                foreach (var clause in kind.IsOfClause() ? facts.View?.Clocks.Select(clock => (string?)clock.Clause).Append(null).Distinct() ?? [] : [null])
                {
                    if (facts.Count(Question(kind, clause, one)) == 0) continue;
                    var begin = StartOf(one.Book, one.From);
                    facts.View!.CapturedAt.ShouldBeLessThan(StartOf(one.Book, one.To + 1), $"{kind}");
                    facts.View.UpdatedAt.ShouldBeGreaterThanOrEqualTo(kind.IsOfClause() ? ClauseSpan.Earliest(one.Book, clause, begin) : begin, $"{kind} {clause}");
                }
        }, iter: 2_000);

    [Fact]
    public void A_short_promise_is_looked_for_among_the_leads_of_some_weeks()
    {
        var due = Rows.Monday + Duration.FromDays(60);
        ClauseSpan.Earliest(Tallies.RichBook, "accept_mql", due).ShouldBeGreaterThan(due - Duration.FromDays(30));
        ClauseSpan.Earliest(Tallies.RichBook, "far", due).ShouldBeLessThan(due - Duration.FromDays(365));
    }

    private static FactQuestion Question(FactKind kind, string? key, (JournalRow[] Rows, Instant AsOf, AgreementBook Book, int From, int To) one) =>
        new(kind, key, one.From, one.To, FactFilter.Any);

    private static Instant StartOf(AgreementBook book, int day) => book.Zone.AtStartOfDay(new LocalDate(1970, 1, 1).PlusDays(day)).ToInstant();
}
