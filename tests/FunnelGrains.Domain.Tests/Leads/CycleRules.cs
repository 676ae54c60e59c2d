using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>semantics.md, sections 2 and 3: recycles, cycles and cohorts.</summary>
public sealed class CycleRules
{
    [Fact]
    public void A_recycle_ends_the_cycle_and_opens_the_next_in_the_first_stage()
    {
        var lead = new LeadScene().Captured().To("sal").At("2026-11-05 10:00").Recycled();
        (lead.View().Stage, lead.View().Cycle, lead.View().Status).ShouldBe(("lead", 2, LeadStatus.Open));
        lead.CountOn("2026-11-05", Measure.Entered, "lead").ShouldBe(1);
        lead.Count(Measure.Captured).ShouldBe(1, "captured counts leads");
    }

    [Fact]
    public void The_given_stage_and_all_before_it_are_entered_in_the_new_cycle()
    {
        var lead = new LeadScene().Captured().At("2026-11-05 10:00").Recycled("sal");
        foreach (var stage in new[] { "lead", "mql", "sal" }) lead.CountOn("2026-11-05", Measure.Entered, stage).ShouldBe(1, stage);
        lead.View().Stage.ShouldBe("sal");
    }

    [Fact]
    public void A_recycle_to_the_stage_where_the_lead_is_opens_a_cycle_all_the_same()
    {
        var lead = new LeadScene().Captured().To("mql").At("10:00").Recycled("mql");
        (lead.View().Cycle, lead.Count(Measure.Entered, "mql"), lead.Count(Measure.Now, "mql")).ShouldBe((2, 2, 1));
    }

    [Theory, InlineData("won"), InlineData("lost"), InlineData("rejected")]
    public void A_recycle_is_legal_in_any_status_and_the_old_cycles_flow_stays(string status)
    {
        var lead = new LeadScene().Captured().At("10:00");
        lead = (status switch { "won" => lead.Won(9m), "lost" => lead.Lost(), _ => lead.Rejected() }).At("2026-11-04 10:00").Recycled("mql");
        lead.CountOn("2026-11-02", status switch { "won" => Measure.Won, "lost" => Measure.Lost, _ => Measure.Rejected }).ShouldBe(1);
        lead.Count(Measure.Status, "open").ShouldBe(1);
        lead.Count(Measure.Status, status).ShouldBe(0);
        lead.Count(Measure.Anomalies).ShouldBe(0);
    }

    [Fact]
    public void As_the_first_event_of_an_unknown_lead_a_recycle_only_captures()
    {
        var lead = new LeadScene().Recycled("mql");
        (lead.View().Cycle, lead.Count(Measure.Captured), lead.Count(Measure.Entered, "mql"), lead.Count(Measure.CohortOpen)).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public void A_won_lead_can_be_won_again_in_its_next_cycle()
    {
        var lead = new LeadScene().Captured().Won(10m).At("2026-11-03 10:00").Recycled().At("2026-11-04 10:00").Won(20m);
        (lead.Count(Measure.Won), lead.Count(Measure.Revenue, "BRL"), lead.Count(Measure.Anomalies)).ShouldBe((2, 300_000, 0));
        lead.Count(Measure.Status, "won").ShouldBe(1);
    }

    [Fact]
    public void Reached_counts_cycles_by_the_day_they_began()
    {
        var lead = new LeadScene().Captured().At("2026-11-04 10:00").To("mql").At("2026-11-09 10:00").Recycled("mql").At("2026-11-11 10:00").To("sal");
        (lead.CountOn("2026-11-02", Measure.Reached, "mql"), lead.CountOn("2026-11-09", Measure.Reached, "mql")).ShouldBe((1, 1));
        (lead.CountOn("2026-11-02", Measure.Reached, "sal"), lead.CountOn("2026-11-09", Measure.Reached, "sal")).ShouldBe((0, 1));
        lead.Count(Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void A_cohort_is_open_while_a_cycle_of_it_is()
    {
        var lead = new LeadScene().Captured();
        lead.CountOn("2026-11-02", Measure.CohortOpen).ShouldBe(1);
        lead.At("10:00").Lost().CountOn("2026-11-02", Measure.CohortOpen).ShouldBe(0);
        lead.At("11:00").To("mql").CountOn("2026-11-02", Measure.CohortOpen).ShouldBe(1, "reopened");
        lead.At("2026-11-03 09:00").Recycled();
        (lead.CountOn("2026-11-02", Measure.CohortOpen), lead.CountOn("2026-11-03", Measure.CohortOpen)).ShouldBe((0, 1));
        lead.At("10:00").Won().Count(Measure.CohortOpen).ShouldBe(0);
    }

    [Fact]
    public void A_conversion_counts_within_its_cycle_only()
    {
        var lead = new LeadScene().Captured().At("2026-11-02 10:00").To("mql").At("2026-11-03 10:00").Recycled("sal");
        lead.CountOn("2026-11-02", Measure.Converted, "mql").ShouldBe(0);
        lead.CountOn("2026-11-03", Measure.Converted, "mql").ShouldBe(1);
    }
}
