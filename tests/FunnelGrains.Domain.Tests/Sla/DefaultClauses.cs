using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>The four promises that a workspace begins with.</summary>
public sealed class DefaultClauses
{
    [Fact]
    public void Sales_accepts_or_rejects_an_MQL_within_four_business_hours()
    {
        LeadScene Mql() => new LeadScene().At("2026-11-06 16:00").Captured().To("mql");
        Mql().Due("accept_mql").ShouldBe("2026-11-09 11:00");
        foreach (var stage in new[] { "sal", "sql", "opportunity", "customer" })
            Mql().At("2026-11-09 11:00").To(stage).State("accept_mql").ShouldBe(ClockState.Met, stage);
        Mql().At("2026-11-09 11:00").Rejected("no budget").State("accept_mql").ShouldBe(ClockState.Met);
        Mql().At("2026-11-09 11:00").To("rejected").State("accept_mql").ShouldBe(ClockState.Met);
        Mql().At("2026-11-09 11:00:01").To("sal").State("accept_mql").ShouldBe(ClockState.MetLate);
        Mql().At("2026-11-09 10:00").Lost().State("accept_mql").ShouldBe(ClockState.Cancelled);
        Mql().At("2026-11-09 10:00").Touched().To("lead").AsOf("2026-11-09 12:00").State("accept_mql").ShouldBe(ClockState.Breached, "going back is no acceptance");
        Mql().Clock("accept_mql").Team.ShouldBe("sales");
    }

    [Fact]
    public void Sales_touches_an_accepted_lead_within_one_business_hour()
    {
        LeadScene Sal() => new LeadScene().At("2026-11-02 11:20").Captured().Touched().At("11:30").To("sal");
        Sal().At("13:00").TouchedByMachine().Due("first_touch").ShouldBe("2026-11-02 13:30");
        Sal().At("13:30").Touched().State("first_touch").ShouldBe(ClockState.Met);
        Sal().At("13:20").To("sql").AsOf("14:00").State("first_touch").ShouldBe(ClockState.Breached, "moving on is no touch");
        Sal().At("13:20").Won().State("first_touch").ShouldBe(ClockState.Cancelled);
        new LeadScene().Captured().At("10:00").To("sql").Clocks("first_touch").ShouldBeEmpty();
    }

    [Fact]
    public void Sales_makes_five_touches_within_ten_business_days_of_accepting_unless_another_stage_is_entered()
    {
        LeadScene FourTouches()
        {
            var lead = new LeadScene().At("2026-11-02 10:00").To("sal");
            foreach (var day in new[] { "03", "04", "05", "06" }) lead = lead.At($"2026-11-{day} 10:00").TouchedByMachine().At("11:00").Touched();
            return lead;
        }

        FourTouches().Due("five_touches").ShouldBe("2026-11-16 18:00");
        FourTouches().AsOf("2026-11-16 18:00").State("five_touches").ShouldBe(ClockState.Running);
        FourTouches().At("2026-11-16 18:00").Touched().State("five_touches").ShouldBe(ClockState.Met);
        FourTouches().At("2026-11-16 17:00").TouchedByMachine().AsOf("2026-11-17 09:00").State("five_touches").ShouldBe(ClockState.Breached);
        FourTouches().At("2026-11-09 10:00").To("sql").At("11:00").Touched().State("five_touches").ShouldBe(ClockState.Cancelled);
        FourTouches().At("2026-11-09 10:00").To("mql").State("five_touches").ShouldBe(ClockState.Cancelled);
        FourTouches().At("2026-11-09 10:00").Assigned("ana").To("sal").State("five_touches").ShouldBe(ClockState.Running);
    }

    [Fact]
    public void Marketing_answers_a_rejection_within_two_business_days_by_a_recycle_or_back_to_mql()
    {
        LeadScene Refused() => new LeadScene().At("2026-11-05 10:00").To("mql").At("11:00").Rejected();
        (Refused().Due("answer_rejection"), Refused().Clock("answer_rejection").Team).ShouldBe(("2026-11-09 18:00", "marketing"));
        Refused().At("2026-11-09 18:00").Recycled().State("answer_rejection").ShouldBe(ClockState.Met);
        Refused().At("2026-11-09 18:00").To("mql").State("answer_rejection").ShouldBe(ClockState.Met);
        Refused().At("2026-11-06 10:00").To("lead").AsOf("2026-11-10 09:00").State("answer_rejection").ShouldBe(ClockState.Breached);
        Refused().At("2026-11-06 10:00").Won().State("answer_rejection").ShouldBe(ClockState.Cancelled);
        Refused().At("2026-11-06 10:00").To("sal").At("2026-11-06 11:00").Lost().State("answer_rejection").ShouldBe(ClockState.Cancelled);
    }

    [Fact]
    public void An_answered_rejection_puts_sales_under_its_promise_again()
    {
        var lead = new LeadScene().At("2026-11-05 10:00").To("mql").At("11:00").Rejected().At("14:00").To("mql");
        lead.Clocks("accept_mql").Select(clock => (clock.State, clock.Cycle)).ShouldBe([(ClockState.Met, 1), (ClockState.Running, 1)]);
        lead.Show(lead.Clocks("accept_mql")[1].Due!.Value).ShouldBe("2026-11-05 18:00");
    }
}
