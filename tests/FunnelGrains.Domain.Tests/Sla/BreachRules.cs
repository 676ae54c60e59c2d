using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rules 4, 7 and 13: breaches and where they count.</summary>
public sealed class BreachRules
{
    private static readonly Clause Accept = Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sal"]), new Target(4, TargetUnit.BusinessHours));

    /// <summary>An MQL at 9:00, due at 14:00.</summary>
    private static LeadScene Mql => new LeadScene(Promises.Book(Accept)).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void A_clock_is_breached_only_when_time_is_past_due()
    {
        Mql.AsOf("14:00").State("promise").ShouldBe(ClockState.Running);
        Mql.AsOf("14:00:01").State("promise").ShouldBe(ClockState.Breached);
    }

    [Fact]
    public void Counts_move_at_due_without_any_event()
    {
        var lead = Mql;
        var ledger = new LeadLedger(Promises.Book(Accept), Rows.Lead, []);
        var (start, due) = (lead.InstantOf("09:00"), lead.InstantOf("14:00"));
        var counts = new Dictionary<Cell, long>();
        var change = ledger.Apply(0, NodaTime.Instant.MinValue, [.. lead.Told], start);
        counts.Add(change.Changes);
        (counts.Of(Measure.ClauseRunning, "promise"), change.NextWake).ShouldBe((1, due));
        counts.Add(ledger.Apply(1, start, [], due).Changes);
        counts.Of(Measure.ClauseRunning, "promise").ShouldBe(1);
        counts.Add(ledger.Apply(1, due, [], lead.InstantOf("14:00:01")).Changes);
        (counts.Of(Measure.ClauseRunning, "promise"), counts.Of(Measure.ClauseBreached, "promise"), counts.Of(Measure.BreachesOpen, "promise")).ShouldBe((0, 1, 1));
        ledger.Apply(1, lead.InstantOf("14:00:01"), [], lead.InstantOf("16:00")).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void An_event_after_due_proves_the_breach_even_when_nobody_judged() => Mql.At("15:00").Touched().State("promise").ShouldBe(ClockState.Breached);

    [Fact]
    public void A_late_stop_that_happened_in_time_rescinds_the_breach()
    {
        var lead = Mql.At("13:00").Late("15:00").To("sal").AsOf("16:00");
        lead.State("promise").ShouldBe(ClockState.Met);
        (lead.Count(Measure.ClauseMet, "promise"), lead.Count(Measure.ClauseBreached, "promise"), lead.Count(Measure.BreachesOpen, "promise")).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void A_breach_falls_on_the_local_day_of_its_due_in_the_workspaces_zone()
    {
        Mql.At("2026-11-02 16:00").Recycled("mql").AsOf("2026-12-01 09:00").CountOn("2026-11-03", Measure.ClauseBreached, "promise").ShouldBe(1);
        // 14:00 in São Paulo, where the calendar is, is 2:00 of the next day in Tokyo.
        new LeadScene(Promises.In("Asia/Tokyo", Accept)).At("2026-11-02 21:00").To("mql").AsOf("2026-12-01 09:00").CountOn("2026-11-03", Measure.ClauseBreached, "promise").ShouldBe(1);
    }

    [Fact]
    public void Met_and_breached_count_on_the_day_of_the_due_not_of_the_stop()
    {
        // At 16:00 two of four hours are left for Tuesday.
        LeadScene Late() => new LeadScene(Promises.Book(Accept)).At("2026-11-02 16:00").To("mql");
        var met = Late().At("16:30").To("sal");
        (met.CountOn("2026-11-03", Measure.ClauseMet, "promise"), met.CountOn("2026-11-02", Measure.ClauseMet, "promise")).ShouldBe((1, 0));
        var late = Late().At("2026-11-05 10:00").To("sal");
        (late.CountOn("2026-11-03", Measure.ClauseBreached, "promise"), late.CountOn("2026-11-05", Measure.ClauseBreached, "promise")).ShouldBe((1, 0));
    }

    [Fact]
    public void A_late_event_that_leaves_the_verdict_rescinds_nothing()
    {
        var lead = Mql.At("13:00").Late("15:00").Touched().At("14:30").Late("15:00").To("sal").AsOf("16:00");
        (lead.State("promise"), lead.View().Breaches.Single().Rescinded).ShouldBe((ClockState.MetLate, false));
        (lead.Count(Measure.ClauseBreached, "promise"), lead.Count(Measure.ClauseMet, "promise")).ShouldBe((1, 0));
    }

    [Fact]
    public void A_breach_belongs_to_the_owner_at_due_and_to_the_clauses_team()
    {
        var lead = Mql.At("10:00").Assigned("ana").At("14:00").Assigned("bia", "partners").At("15:00").Assigned("caio").At("16:00").To("sal");
        lead.Clock("promise").Owner.ShouldBe("bia");
        lead.CountBy(Dimension.Owner, "bia", Measure.ClauseBreached, "promise").ShouldBe(1);
        lead.CountBy(Dimension.Team, "sales", Measure.ClauseBreached, "promise").ShouldBe(1);
        lead.View().Breaches.Single().Owner.ShouldBe("bia");
    }

    [Fact]
    public void An_open_breach_is_one_that_is_still_to_be_repaired()
    {
        var lead = Mql.AsOf("2026-11-04 09:00");
        (lead.Count(Measure.BreachesOpen, "promise"), lead.View().Breaches.Single().Open).ShouldBe((1, true));
        lead.At("2026-11-03 10:00").To("sal");
        (lead.Count(Measure.BreachesOpen, "promise"), lead.View().Breaches.Single().Open, lead.View().Breaches.Single().State).ShouldBe((0, false, ClockState.MetLate));
    }

    [Fact]
    public void A_breach_keeps_its_id_for_the_same_clock_and_due()
    {
        var lead = Mql.AsOf("15:00");
        var breach = lead.View().Breaches.Single();
        breach.Id.ShouldBe(BreachId.Of(Rows.Lead, "promise", "e1", lead.InstantOf("14:00")));
        lead.At("16:00").To("sal").View().Breaches.Single().Id.ShouldBe(breach.Id);
    }
}
