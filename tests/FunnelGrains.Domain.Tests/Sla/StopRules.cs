using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rules 1, 2 and 4: starts and stops.</summary>
public sealed class StopRules
{
    private static readonly Target FourHours = new(4, TargetUnit.BusinessHours);

    /// <summary>An MQL at 9:00, due at 14:00 by a clause that any touch meets.</summary>
    private static LeadScene Mql => new LeadScene(Promises.Book(Promises.Clause(new StageEntered(["mql"]), new EventHappened("lead.touched"), FourHours))).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void A_stop_before_due_meets_the_clause()
    {
        var lead = Mql.At("13:00").Touched().AsOf("2026-11-09 09:00");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value), lead.Clock("promise").Open).ShouldBe((ClockState.Met, "2026-11-02 13:00", false));
        (lead.CountOn("2026-11-02", Measure.ClauseMet, "promise"), lead.Count(Measure.ClauseBreached, "promise"), lead.Count(Measure.ClauseRunning, "promise")).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void A_touch_exactly_at_due_meets_the_clause() => Mql.At("14:00").Touched().AsOf("15:00").State("promise").ShouldBe(ClockState.Met);

    [Fact]
    public void A_stop_a_second_after_due_is_met_late_and_counts_as_breached()
    {
        var lead = Mql.At("14:00:01").Touched();
        lead.State("promise").ShouldBe(ClockState.MetLate);
        (lead.CountOn("2026-11-02", Measure.ClauseBreached, "promise"), lead.Count(Measure.ClauseMet, "promise"), lead.Count(Measure.BreachesOpen, "promise")).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void A_stop_that_follows_its_start_within_the_instant_meets_it() => Mql.Touched().State("promise").ShouldBe(ClockState.Met);

    [Fact]
    public void A_stop_that_comes_before_its_start_within_the_instant_does_not_meet_it()
    {
        var book = Promises.Book(Promises.Clause(new EventHappened("lead.touched"), new StageEntered(["sal"]), FourHours));
        new LeadScene(book).Captured().At("10:00").Touched().To("sal").State("promise").ShouldBe(ClockState.Running);
    }

    [Fact]
    public void Every_start_event_starts_a_clock_unless_one_of_the_clause_is_running()
    {
        var lead = Mql.At("10:00").To("lead").At("11:00").To("mql");
        lead.Show(lead.Clock("promise").Start).ShouldBe("2026-11-02 09:00");
        (lead.Clock("promise").StartEvent, lead.Clock("promise").Cycle).ShouldBe(("e1", 1));
    }

    [Fact]
    public void After_a_stop_a_new_start_starts_another_clock_in_the_same_cycle()
    {
        var lead = Mql.At("10:00").Touched().At("11:00").To("lead").At("11:30").To("mql");
        lead.Clocks("promise").Select(clock => (clock.StartEvent, clock.Cycle, clock.State)).ShouldBe([("e1", 1, ClockState.Met), ("e4", 1, ClockState.Running)]);
        (lead.Count(Measure.ClauseMet, "promise"), lead.Count(Measure.ClauseRunning, "promise")).ShouldBe((1, 1));
    }

    [Fact]
    public void After_a_breach_a_new_start_starts_another_clock_and_a_stop_ends_both()
    {
        var lead = Mql.At("15:00").To("lead").At("15:30").To("mql").At("16:00").Touched();
        lead.Clocks("promise").Select(clock => clock.State).ShouldBe([ClockState.MetLate, ClockState.Met]);
    }

    [Fact]
    public void An_event_that_is_both_start_and_stop_stops_the_running_clock_and_starts_none()
    {
        var book = Promises.Book(Promises.Clause(new EventHappened("lead.touched"), new EventHappened("lead.touched"), FourHours));
        var lead = new LeadScene(book).Captured().At("10:00").Touched();
        lead.State("promise").ShouldBe(ClockState.Running);
        lead.At("11:00").Touched().State("promise").ShouldBe(ClockState.Met);
        lead.At("11:30").Touched().Clocks("promise").Select(clock => clock.State).ShouldBe([ClockState.Met, ClockState.Running]);
    }

    [Fact]
    public void A_late_stop_of_a_breach_that_is_a_start_too_starts_a_clock()
    {
        var book = Promises.Book(Promises.Clause(new EventHappened("lead.touched"), new EventHappened("lead.touched"), FourHours));
        new LeadScene(book).Captured().Touched().At("16:00").Touched().Clocks("promise").Select(clock => clock.State)
            .ShouldBe([ClockState.MetLate, ClockState.Running]);
    }

    [Fact]
    public void A_met_clock_belongs_to_the_owner_of_its_stop_and_a_reassignment_keeps_it_running()
    {
        var lead = Mql.At("10:00").Assigned("ana").At("11:00").Assigned("bia").At("12:00").Touched().At("13:00").Assigned("caio");
        lead.Clock("promise").Owner.ShouldBe("bia");
        lead.Show(lead.Clock("promise").Due!.Value).ShouldBe("2026-11-02 14:00");
        lead.CountBy(Dimension.Owner, "bia", Measure.ClauseMet, "promise").ShouldBe(1);
    }
}
