using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rule 5: what cancels a clock.</summary>
public sealed class CancelRules
{
    private static readonly Target FourHours = new(4, TargetUnit.BusinessHours);

    /// <summary>An MQL at 9:00, due at 14:00 by a clause that a touch meets.</summary>
    private static LeadScene Mql => new LeadScene(Promises.Book(Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours))).At("2026-11-02 09:00").To("mql");

    public static TheoryData<EventData> Ends => [new DealLost(null), new Rejected(null), new DealWon(null, null), new Recycled(null, null), new StageChanged("lost", null), new StageChanged("customer", null)];

    [Theory, MemberData(nameof(Ends))]
    public void Loss_rejection_win_and_recycle_cancel_a_running_clock_that_they_do_not_stop(EventData end)
    {
        var lead = Mql.At("10:00").Happens(end).AsOf("2026-11-09 09:00");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value), lead.Clock("promise").Open).ShouldBe((ClockState.Cancelled, "2026-11-02 10:00", false));
        foreach (var judged in new[] { Measure.ClauseMet, Measure.ClauseBreached, Measure.ClauseRunning, Measure.BreachesOpen }) lead.Count(judged, "promise").ShouldBe(0);
    }

    [Theory, MemberData(nameof(Ends))]
    public void They_cancel_a_paused_clock_too_which_has_no_due_that_could_have_passed(EventData end)
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours) with { PauseWhile = new PauseCondition(["sql"]) };
        var lead = new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").To("sql").At("2026-11-06 10:00").Happens(end).AsOf("2026-11-30 09:00");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value), lead.Clock("promise").Remaining).ShouldBe((ClockState.Cancelled, "2026-11-06 10:00", null));
        foreach (var judged in new[] { Measure.ClauseMet, Measure.ClauseBreached, Measure.ClauseRunning, Measure.BreachesOpen }) lead.Count(judged, "promise").ShouldBe(0);
    }

    [Theory, MemberData(nameof(Ends))]
    public void They_cancel_exactly_at_due(EventData end) => Mql.At("14:00").Happens(end).AsOf("15:00").State("promise").ShouldBe(ClockState.Cancelled);

    [Theory, MemberData(nameof(Ends))]
    public void After_due_they_cancel_nothing_and_the_breach_stands_though_nobody_waits_for_its_repair(EventData end)
    {
        var lead = Mql.At("14:00:01").Happens(end);
        (lead.State("promise"), lead.Clock("promise").Open).ShouldBe((ClockState.Breached, false));
        (lead.Count(Measure.ClauseBreached, "promise"), lead.Count(Measure.BreachesOpen, "promise")).ShouldBe((1, 0));
    }

    [Fact]
    public void A_cancelled_clock_stays_cancelled_and_a_reopening_starts_a_new_one()
    {
        var lead = Mql.At("10:00").Lost().At("11:00").To("mql").At("11:30").Touched();
        lead.Clocks("promise").Select(clock => (clock.StartEvent, clock.State)).ShouldBe([("e1", ClockState.Cancelled), ("e3", ClockState.Met)]);
        lead.Show(lead.Clocks("promise")[1].Due!.Value).ShouldBe("2026-11-02 16:00");
    }

    [Fact]
    public void A_breach_of_a_lead_that_was_lost_after_due_is_met_late_by_a_stop_in_the_same_cycle()
    {
        var lead = Mql.At("15:00").Lost().At("16:00").To("lead").At("17:00").Touched();
        lead.State("promise").ShouldBe(ClockState.MetLate);
        (lead.Count(Measure.ClauseBreached, "promise"), lead.Count(Measure.BreachesOpen, "promise")).ShouldBe((1, 0));
    }

    [Fact]
    public void Nothing_in_the_next_cycle_stops_a_clock_of_the_cycle_before() =>
        Mql.At("15:00").Recycled().At("16:00").Touched().State("promise").ShouldBe(ClockState.Breached);

    [Fact]
    public void A_recycle_stops_clocks_in_the_old_cycle_and_starts_clocks_in_the_new_one()
    {
        var answer = Promises.Clause(new EventHappened("lead.rejected"), new EventHappened("lead.recycled"), FourHours) with { Key = "answer" };
        var accept = Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sal"]), FourHours) with { Key = "accept" };
        var lead = new LeadScene(Promises.Book(answer, accept)).To("mql").At("10:00").Rejected().At("11:00").Recycled("mql");
        (lead.Clock("answer").State, lead.Clock("answer").Cycle).ShouldBe((ClockState.Met, 1));
        lead.Clocks("accept").Select(clock => (clock.Cycle, clock.State)).ShouldBe([(1, ClockState.Cancelled), (2, ClockState.Running)]);
    }

    [Fact]
    public void A_clauses_own_cancel_cancels_but_a_stop_by_the_same_event_meets()
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sql"]), FourHours) with { CancelWhen = [new OtherStageEntered("mql")] };
        var mql = () => new LeadScene(Promises.Book(clause)).To("mql").At("10:00");
        mql().To("sal").State("promise").ShouldBe(ClockState.Cancelled);
        mql().To("sql").State("promise").ShouldBe(ClockState.Met);
    }

    [Fact]
    public void An_event_that_cancels_a_clock_may_start_the_next()
    {
        var clause = Promises.Clause(new LeadAssigned(), new TouchNumber(1), FourHours) with { CancelWhen = [new LeadAssigned()] };
        new LeadScene(Promises.Book(clause)).Captured().Assigned("ana").At("10:00").Assigned("bia").Clocks("promise").Select(clock => (clock.State, clock.Owner))
            .ShouldBe([(ClockState.Cancelled, "bia"), (ClockState.Running, "bia")]);
    }

    [Fact]
    public void An_anomaly_cancels_nothing()
    {
        var clause = Promises.Clause(new StageEntered(["customer"]), new TouchNumber(1), FourHours);
        new LeadScene(Promises.Book(clause)).Won().At("10:00").Lost().State("promise").ShouldBe(ClockState.Running);
    }
}
