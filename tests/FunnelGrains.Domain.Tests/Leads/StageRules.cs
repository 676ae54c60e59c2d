using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>semantics.md, sections 2 and 3: where a lead is.</summary>
public sealed class StageRules
{
    [Fact]
    public void A_captured_lead_is_open_in_the_first_stage()
    {
        var lead = new LeadScene().Captured();
        (lead.View().Status, lead.View().Stage, lead.View().Cycle).ShouldBe((LeadStatus.Open, "lead", 1));
        lead.Count(Measure.Now, "lead").ShouldBe(1);
        lead.CountOn("2026-11-02", Measure.Captured).ShouldBe(1);
        lead.Count(Measure.Status, "open").ShouldBe(1);
    }

    [Fact]
    public void A_skipped_stage_counts_as_entered_together_with_the_stage_that_skipped_it()
    {
        var lead = new LeadScene().Captured().At("2026-11-04 10:00").To("sql");
        foreach (var stage in new[] { "mql", "sal", "sql" }) lead.CountOn("2026-11-04", Measure.Entered, stage).ShouldBe(1, stage);
        lead.CountOn("2026-11-02", Measure.Entered, "lead").ShouldBe(1);
        lead.Count(Measure.Entered, "opportunity").ShouldBe(0);
        lead.Count(Measure.Now, "sal").ShouldBe(0);
    }

    [Fact]
    public void Going_backward_is_seen_at_once_in_now_and_takes_no_entry_back()
    {
        var lead = new LeadScene().Captured().At("10:00").To("sql").At("11:00").To("mql");
        lead.Count(Measure.Now, "mql").ShouldBe(1);
        lead.Count(Measure.Now, "sql").ShouldBe(0);
        lead.Count(Measure.Entered, "sql").ShouldBe(1);
    }

    [Fact]
    public void Entering_a_stage_again_is_no_new_entry()
    {
        var lead = new LeadScene().Captured().To("mql").At("10:00").To("sal").At("11:00").To("mql").At("2026-11-05 11:00").To("sal");
        lead.Count(Measure.Entered, "sal").ShouldBe(1);
        lead.CountOn("2026-11-05", Measure.Entered, "sal").ShouldBe(0);
    }

    [Fact]
    public void A_stage_skipped_going_back_and_forth_is_entered_once()
    {
        var lead = new LeadScene().Captured().At("10:00").To("sql").At("11:00").To("lead").At("12:00").To("opportunity");
        foreach (var stage in new[] { "lead", "mql", "sal", "sql", "opportunity" }) lead.Count(Measure.Entered, stage).ShouldBe(1, stage);
    }

    [Fact]
    public void A_change_to_the_stage_where_the_lead_is_changes_nothing()
    {
        var lead = new LeadScene().Captured().At("10:00").To("mql");
        var before = lead.Counts();
        var again = lead.At("11:00").To("mql");
        again.Counts().ShouldBe(before, ignoreOrder: true);
        again.View().Events.ShouldBe(3);
    }

    [Fact]
    public void A_change_of_a_won_lead_to_its_won_stage_changes_nothing()
    {
        var lead = new LeadScene().Captured().At("10:00").To("customer").At("11:00").To("customer");
        lead.Count(Measure.Anomalies).ShouldBe(0);
        lead.Count(Measure.Won).ShouldBe(1);
    }

    [Theory]
    [InlineData("touched", "lead")]
    [InlineData("assigned", "lead")]
    [InlineData("updated", "lead")]
    [InlineData("sal", "sal")]
    [InlineData("recycled", "sql")]
    public void An_unknown_lead_is_captured_by_whatever_comes_first(string first, string stage)
    {
        var lead = new LeadScene().At("2026-11-03 09:00");
        lead = first switch
        {
            "touched" => lead.Touched(),
            "assigned" => lead.Assigned("ana"),
            "updated" => lead.Updated("ads"),
            "recycled" => lead.Recycled("sql"),
            _ => lead.To(first),
        };
        (lead.View().Stage, lead.View().Cycle).ShouldBe((stage, 1));
        lead.CountOn("2026-11-03", Measure.Captured).ShouldBe(1);
        lead.CountOn("2026-11-03", Measure.Entered, "lead").ShouldBe(1);
        lead.Count(Measure.Now, stage).ShouldBe(1);
    }

    [Fact]
    public void A_loss_captures_an_unknown_lead_and_loses_it()
    {
        var lead = new LeadScene().Lost();
        lead.Count(Measure.Captured).ShouldBe(1);
        lead.Count(Measure.Entered, "lead").ShouldBe(1);
        lead.Count(Measure.Status, "lost").ShouldBe(1);
        lead.Count(Measure.Lost).ShouldBe(1);
    }

    [Fact]
    public void A_win_captures_an_unknown_lead_through_every_stage()
    {
        var lead = new LeadScene().Won(10m);
        foreach (var stage in new[] { "lead", "mql", "sal", "sql", "opportunity", "customer" }) lead.Count(Measure.Entered, stage).ShouldBe(1, stage);
        lead.Count(Measure.Status, "won").ShouldBe(1);
    }

    [Fact]
    public void A_capture_that_comes_after_other_events_moves_nothing()
    {
        var lead = new LeadScene().To("sal").At("10:00").Captured("ads");
        lead.View().Stage.ShouldBe("sal");
        lead.Count(Measure.Captured).ShouldBe(1);
        lead.Count(Measure.Anomalies).ShouldBe(0);
    }
}
