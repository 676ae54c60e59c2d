using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rule 8: <c>pauseWhile</c>. Monday is open from 9 to 12 and from 13 to 18.</summary>
public sealed class PauseRules
{
    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours));
    private static readonly Clause InSql = Touch with { PauseWhile = new PauseCondition(["sql"]) };

    /// <summary>An MQL at 9:00, due at 14:00, whose clock stands still while it is in sql.</summary>
    private static LeadScene Mql => new LeadScene(Promises.Book(InSql)).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void While_paused_there_is_no_due_and_the_remaining_time_is_frozen()
    {
        var lead = Mql.At("10:00").To("sql").AsOf("2026-11-20 09:00");
        var clock = lead.Clock("promise");
        (clock.State, clock.Due, clock.Remaining, clock.Open).ShouldBe((ClockState.Paused, null, Duration.FromHours(3), true));
        lead.View().NextDue.ShouldBeNull();
        lead.Count(Measure.BreachesOpen, "promise").ShouldBe(0);
    }

    [Fact]
    public void Paused_business_time_is_not_counted_and_time_outside_hours_was_not_counted_anyway()
    {
        // 10:00 to 11:30 and the lunch hour of a second pause.
        var lead = Mql.At("10:00").To("sql").At("11:30").To("sal").At("12:00").To("sql").At("13:00").To("sal");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Running, "2026-11-02 15:30"));
        lead.Clock("promise").Remaining.ShouldBeNull();
    }

    [Fact]
    public void Of_elapsed_units_all_paused_time_is_not_counted()
    {
        var clause = InSql with { Target = new Target(6, TargetUnit.ElapsedHours) };
        new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").To("sql").At("2026-11-03 10:00").To("mql").Due("promise").ShouldBe("2026-11-03 15:00");
    }

    [Fact]
    public void Business_days_become_open_time_at_the_start_and_pauses_treat_it_so()
    {
        var clause = InSql with { Target = new Target(1, TargetUnit.BusinessDays) };
        // To Tuesday 18:00 are 16 open hours; 2 of them were paused.
        new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").To("sql").At("12:00").To("mql").Due("promise").ShouldBe("2026-11-04 11:00");
    }

    [Fact]
    public void A_stop_at_the_instant_a_pause_begins_counts_as_met()
    {
        var lead = Mql.At("10:00").To("sql").Touched().AsOf("2026-11-20 09:00");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Met, "2026-11-02 14:00"));
    }

    [Fact]
    public void A_clock_stopped_while_paused_has_the_due_it_would_have_if_resumed_then()
    {
        var lead = Mql.At("10:00").To("sql").At("2026-11-03 09:00").Touched();
        (lead.State("promise"), lead.Due("promise"), lead.Clock("promise").Remaining).ShouldBe((ClockState.Met, "2026-11-03 12:00", null));
        lead.CountOn("2026-11-03", Measure.ClauseMet, "promise").ShouldBe(1);
    }

    [Fact]
    public void A_clock_cancelled_while_paused_has_the_due_it_would_have_if_resumed_then()
    {
        var lead = Mql.At("10:00").To("sql").At("2026-11-03 09:00").Lost();
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Cancelled, "2026-11-03 12:00"));
        lead.Count(Measure.ClauseRunning, "promise").ShouldBe(0);
    }

    [Fact]
    public void The_condition_may_hold_at_the_start()
    {
        var clause = Touch with { PauseWhile = new PauseCondition(["mql"]) };
        var lead = new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").AsOf("2026-11-03 09:00");
        (lead.State("promise"), lead.Clock("promise").Remaining).ShouldBe((ClockState.Paused, Duration.FromHours(4)));
        lead.At("2026-11-03 09:00").To("sal").Due("promise").ShouldBe("2026-11-03 14:00");
    }

    [Theory, InlineData("14:00"), InlineData("14:00:01")]
    public void A_pause_acts_only_before_due(string at) => Mql.At(at).To("sql").AsOf("15:00").State("promise").ShouldBe(ClockState.Breached);

    [Fact]
    public void A_stop_exactly_at_a_due_at_which_a_pause_would_begin_meets_it() => Mql.At("14:00").To("sql").Touched().AsOf("15:00").State("promise").ShouldBe(ClockState.Met);

    [Fact]
    public void A_condition_on_an_attribute_is_true_from_the_event_that_makes_it_so_to_the_one_that_ends_it()
    {
        var clause = Touch with { PauseWhile = new PauseCondition(Attributes: Promises.Only("answer", "later")) };
        var lead = new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").Knows("answer", "later").At("11:00").Knows("size", "big");
        lead.State("promise").ShouldBe(ClockState.Paused);
        lead.At("12:00").Knows("answer", "now").Due("promise").ShouldBe("2026-11-02 16:00");
    }

    [Fact]
    public void With_stages_and_attributes_both_must_hold()
    {
        var clause = Touch with { PauseWhile = new PauseCondition(["sql"], Promises.Only("answer", "later")) };
        var lead = new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").To("sql");
        lead.State("promise").ShouldBe(ClockState.Running);
        lead.Knows("answer", "later").State("promise").ShouldBe(ClockState.Paused);
    }

    [Fact]
    public void No_second_clock_starts_while_one_of_the_clause_is_paused()
    {
        var clause = InSql with { Start = new LeadAssigned() };
        new LeadScene(Promises.Book(clause)).Captured().Assigned("ana").At("10:00").To("sql").At("11:00").Assigned("bia").Clocks("promise")
            .Select(clock => (clock.State, clock.Owner)).ShouldBe([(ClockState.Paused, "bia")]);
    }

    [Fact]
    public void A_paused_clock_counts_as_running_on_the_day_it_would_be_due_without_the_pause()
    {
        var lead = Mql.At("10:00").To("sql").AsOf("2026-11-20 09:00");
        lead.CountOn("2026-11-02", Measure.ClauseRunning, "promise").ShouldBe(1);
        Compliance.MissesStillAllowed(0.5m, 1, 0, lead.CountOn("2026-11-02", Measure.ClauseRunning, "promise")).ShouldBe(1);
        lead.At("2026-11-21 09:00").To("sal").AsOf("2026-11-21 10:00").CountOn("2026-11-23", Measure.ClauseRunning, "promise").ShouldBe(1);
        lead.CountOn("2026-11-02", Measure.ClauseRunning, "promise").ShouldBe(0);
    }

    [Fact]
    public void A_late_event_that_ends_a_pause_earlier_folds_the_clock_again()
    {
        var lead = Mql.At("10:00").To("sql").At("10:30").Late("2026-11-02 17:00").To("sal").AsOf("17:30");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Breached, "2026-11-02 14:30"));
    }
}
