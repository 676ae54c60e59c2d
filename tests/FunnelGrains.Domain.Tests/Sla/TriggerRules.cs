using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4: what a trigger is.</summary>
public sealed class TriggerRules
{
    private static readonly Target FourHours = new(4, TargetUnit.BusinessHours);
    private static readonly Trigger Never = new StageEntered([]);

    [Fact]
    public void A_stage_is_entered_by_capture_change_re_entry_reopening_and_recycle()
    {
        Starts(new StageEntered(["lead"])).Captured().Clocks("promise").Count.ShouldBe(1);
        Starts(new StageEntered(["lead"])).Touched().Clocks("promise").Count.ShouldBe(1, "a touch captures an unknown lead");
        Starts(new StageEntered(["mql"])).To("mql").Clocks("promise").Count.ShouldBe(1);
        Starts(new StageEntered(["mql"])).To("mql").At("10:00").Lost().At("11:00").To("mql").Clocks("promise").Count.ShouldBe(2);
        Starts(new StageEntered(["mql"])).To("mql").At("10:00").Recycled("mql").Clocks("promise").Count.ShouldBe(2);
        Stops(new StageEntered(["lead"])).To("sal").At("10:00").To("lead").State("promise").ShouldBe(ClockState.Met);
    }

    [Fact]
    public void A_skipped_stage_is_never_entered()
    {
        Starts(new StageEntered(["mql"])).Captured().At("10:00").To("sql").Clocks("promise").ShouldBeEmpty();
        Starts(new StageEntered(["lead", "mql"])).Recycled("sal").Clocks("promise").ShouldBeEmpty();
    }

    [Fact]
    public void Another_stage_is_any_but_the_one_named()
    {
        Stops(new OtherStageEntered("sal")).To("sal").At("10:00").To("sql").State("promise").ShouldBe(ClockState.Met);
        Starts(new OtherStageEntered("lead")).Captured().Clocks("promise").ShouldBeEmpty();
    }

    [Fact]
    public void An_event_of_a_type_may_be_filtered_by_its_data()
    {
        Starts(new EventHappened("deal.lost", Promises.Only("reason", "price"))).Captured().Lost("silence").Clocks("promise").ShouldBeEmpty();
        Starts(new EventHappened("deal.lost", Promises.Only("reason", "price"))).Captured().Lost("price").Clocks("promise").Count.ShouldBe(1);
        Starts(new EventHappened("lead.touched", Promises.Only("automated", "true"))).Captured().TouchedByMachine().Clocks("promise").Count.ShouldBe(1);
        Starts(new EventHappened("lead.touched", Promises.Only("outcome", "reached"))).Captured().Touched().Clocks("promise").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("lost", "deal.lost"), InlineData("rejected", "lead.rejected"), InlineData("customer", "deal.won")]
    public void A_stage_change_to_an_end_is_an_event_of_its_own_type_and_of_the_end_it_means(string stage, string meaning)
    {
        Starts(new EventHappened(meaning)).Captured().To(stage).Clocks("promise").Count.ShouldBe(1);
        Starts(new EventHappened("lead.stage_changed", Promises.Only("stage", stage))).Captured().To(stage).Clocks("promise").Count.ShouldBe(1);
    }

    [Fact]
    public void The_deal_that_supplies_the_amount_of_a_win_is_a_deal_won()
    {
        var book = Promises.Book(Promises.Clause(new StageEntered(["customer"]), new EventHappened("deal.won"), FourHours));
        var lead = new LeadScene(book).Captured().To("customer");
        lead.State("promise").ShouldBe(ClockState.Running);
        lead.At("10:00").Won().State("promise").ShouldBe(ClockState.Running, "without an amount it is an anomaly");
        lead.At("11:00").Won(5m).State("promise").ShouldBe(ClockState.Met);
    }

    [Fact]
    public void An_event_that_moves_nothing_triggers_nothing()
    {
        Starts(new EventHappened("lead.stage_changed")).Captured().At("10:00").To("lead").Clocks("promise").ShouldBeEmpty();
        Starts(new EventHappened("deal.lost")).Won().At("10:00").Lost().Clocks("promise").ShouldBeEmpty();
    }

    [Fact]
    public void An_assignment_is_a_trigger() => Stops(new LeadAssigned()).To("sal").At("10:00").Assigned("ana").State("promise").ShouldBe(ClockState.Met);

    [Fact]
    public void Touch_number_N_is_the_Nth_after_the_clocks_start_automated_ones_ignored()
    {
        var lead = Stops(new TouchNumber(2)).Captured().Touched().At("10:00").To("sal").At("10:10").TouchedByMachine().At("10:20").Touched().At("10:30").TouchedByMachine();
        lead.State("promise").ShouldBe(ClockState.Running);
        lead.At("10:40").Touched();
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value)).ShouldBe((ClockState.Met, "2026-11-02 10:40"));
    }

    [Fact]
    public void As_a_start_touch_number_N_is_the_Nth_after_the_cycles_start()
    {
        var lead = Starts(new TouchNumber(2)).Captured().At("10:00").Touched().At("10:30").Recycled().At("11:00").Touched();
        lead.Clocks("promise").ShouldBeEmpty();
        lead.At("11:30").TouchedByMachine().At("11:40").Touched().At("11:50").Touched();
        lead.Show(lead.Clock("promise").Start).ShouldBe("2026-11-02 11:40");
    }

    [Fact]
    public void An_automated_touch_satisfies_no_clause_not_even_one_that_asks_for_any_touch()
    {
        var lead = Stops(new EventHappened("lead.touched")).To("sal").At("10:00").TouchedByMachine();
        lead.State("promise").ShouldBe(ClockState.Running);
        lead.At("11:00").Touched().State("promise").ShouldBe(ClockState.Met);
    }

    [Fact]
    public void An_automated_touch_may_cancel_or_start_a_clock_that_asks_for_any_touch()
    {
        var clause = Promises.Clause(new StageEntered(["sal"]), new StageEntered(["sql"]), FourHours) with { CancelWhen = [new EventHappened("lead.touched")] };
        new LeadScene(Promises.Book(clause)).To("sal").At("10:00").TouchedByMachine().State("promise").ShouldBe(ClockState.Cancelled);
        Starts(new EventHappened("lead.touched")).Captured().TouchedByMachine().Clocks("promise").Count.ShouldBe(1);
    }

    [Fact]
    public void A_clause_applies_to_leads_by_their_retroactive_source()
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours) with { AppliesTo = Promises.Only("source", "fair") };
        var lead = new LeadScene(Promises.Book(clause)).Captured("ads").To("mql").AsOf("2026-11-04 09:00");
        lead.Clocks("promise").ShouldBeEmpty();
        lead.At("2026-11-03 10:00").Updated("fair");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Start)).ShouldBe((ClockState.Breached, "2026-11-02 09:00"));
        lead.At("2026-11-03 11:00").Updated("ads").Clocks("promise").ShouldBeEmpty();
    }

    [Theory, InlineData("campaign"), InlineData("segment")]
    public void Campaign_and_segment_are_retroactive_too(string name)
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours) with { AppliesTo = Promises.Only(name, "spring") };
        LeadScene Said(LeadScene lead, string value) => name == "campaign" ? lead.Updated(campaign: value) : lead.Updated(segment: value);
        var lead = new LeadScene(Promises.Book(clause)).Captured(campaign: "autumn", segment: "autumn").To("mql").AsOf("2026-11-04 09:00");
        lead.Clocks("promise").ShouldBeEmpty();
        Said(lead.At("2026-11-03 10:00"), "spring").State("promise").ShouldBe(ClockState.Breached);
        Said(lead.At("2026-11-03 11:00"), "autumn").Clocks("promise").ShouldBeEmpty();
    }

    [Fact]
    public void Any_other_attribute_is_read_at_the_start_and_cancels_the_clock_when_it_stops_holding()
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours) with { AppliesTo = Promises.Only("score", "hot") };
        LeadScene Lead() => new LeadScene(Promises.Book(clause)).At("08:00").Captured();
        Lead().At("09:00").To("mql").At("10:00").Knows("score", "hot").Clocks("promise").ShouldBeEmpty();
        Lead().Knows("score", "hot").At("09:00").To("mql").At("10:00").Knows("size", "big").State("promise").ShouldBe(ClockState.Running);
        var cooled = Lead().Knows("score", "hot").At("09:00").To("mql").At("10:00").Knows("score", "cold").At("11:00").Knows("score", "hot");
        (cooled.State("promise"), cooled.Show(cooled.Clock("promise").Stop!.Value)).ShouldBe((ClockState.Cancelled, "2026-11-02 10:00"));
    }

    [Fact]
    public void An_attribute_that_stops_holding_while_the_clock_is_paused_cancels_it_then()
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), FourHours) with { AppliesTo = Promises.Only("score", "hot"), PauseWhile = new PauseCondition(["sql"]) };
        var lead = new LeadScene(Promises.Book(clause)).At("08:00").Captured().Knows("score", "hot").At("09:00").To("mql").At("10:00").To("sql").At("11:00").Knows("score", "cold");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value)).ShouldBe((ClockState.Cancelled, "2026-11-02 11:00"));
    }

    private static LeadScene Starts(Trigger trigger) => new(Promises.Book(Promises.Clause(trigger, Never, FourHours)));

    /// <summary>A clock of the acceptance, stopped by the trigger.</summary>
    private static LeadScene Stops(Trigger trigger) => new(Promises.Book(Promises.Clause(new StageEntered(["sal"]), trigger, FourHours)));
}
