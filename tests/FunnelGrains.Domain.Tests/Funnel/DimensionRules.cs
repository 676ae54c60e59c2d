using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Funnel;

/// <summary>semantics.md, sections 2 and 3: by what counts are broken down.</summary>
public sealed class DimensionRules
{
    [Fact]
    public void The_first_source_of_a_capture_holds_and_a_later_capture_does_not_change_it()
    {
        var lead = new LeadScene().Captured("").At("10:00").Captured("ads").At("11:00").Captured("fair");
        lead.View().Source.ShouldBe("ads");
        lead.CountBy(Dimension.Source, "ads", Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void The_last_source_of_an_update_holds_for_all_the_leads_facts_retroactively()
    {
        var lead = new LeadScene().Captured("ads").At("10:00").To("mql").At("11:00").Updated("mail").At("12:00").Updated("fair").At("13:00").Updated("");
        lead.View().Source.ShouldBe("fair");
        foreach (var measure in new[] { Measure.Captured, Measure.Now, Measure.Entered })
            lead.CountBy(Dimension.Source, "fair", measure, measure == Measure.Captured ? "" : "mql").ShouldBe(1, $"{measure}");
        lead.Counts().Keys.ShouldNotContain(cell => cell.Dimension == Dimension.Source && cell.Value != "fair");
    }

    [Fact]
    public void An_update_wins_over_a_capture_even_when_the_capture_is_later() =>
        new LeadScene().Updated("mail").At("10:00").Captured("ads").View().Source.ShouldBe("mail");

    [Fact]
    public void Campaign_and_segment_follow_the_same_rule_each_for_itself()
    {
        var lead = new LeadScene().Captured("ads", "spring", "retail").At("10:00").Updated(campaign: "summer");
        (lead.View().Source, lead.View().Campaign, lead.View().Segment).ShouldBe(("ads", "summer", "retail"));
        lead.CountBy(Dimension.Campaign, "summer", Measure.Captured).ShouldBe(1);
        lead.CountBy(Dimension.Segment, "retail", Measure.Captured).ShouldBe(1);
    }

    [Fact]
    public void A_lead_without_a_value_counts_under_none() => new LeadScene().Captured().CountBy(Dimension.Source, "", Measure.Captured).ShouldBe(1);

    [Fact]
    public void Owner_and_team_of_a_fact_are_those_at_its_moment()
    {
        var lead = new LeadScene().Captured().At("10:00").Assigned("ana", "partners").At("11:00").To("mql").At("12:00").Assigned("bia").At("13:00").Touched();
        lead.CountBy(Dimension.Owner, "", Measure.Captured).ShouldBe(1);
        lead.CountBy(Dimension.Owner, "ana", Measure.Entered, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Team, "partners", Measure.Entered, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Owner, "bia", Measure.Touches).ShouldBe(1);
        lead.CountBy(Dimension.Team, "marketing", Measure.Touches).ShouldBe(1, "the last assignment names no team, so it is the stage's");
    }

    [Fact]
    public void What_is_true_now_follows_owner_and_team_at_once()
    {
        var lead = new LeadScene().Captured().Assigned("ana").At("10:00").Assigned("bia", "partners");
        (lead.CountBy(Dimension.Owner, "ana", Measure.Now, "lead"), lead.CountBy(Dimension.Owner, "bia", Measure.Now, "lead")).ShouldBe((0, 1));
        lead.CountBy(Dimension.Team, "partners", Measure.Status, "open").ShouldBe(1);
    }

    [Fact]
    public void Without_an_assigned_team_it_is_the_team_that_owns_the_stage()
    {
        var lead = new LeadScene().Captured().At("10:00").To("mql").At("11:00").To("sal");
        lead.CountBy(Dimension.Team, "marketing", Measure.Entered, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Team, "sales", Measure.Entered, "sal").ShouldBe(1);
    }

    [Fact]
    public void A_value_without_a_place_counts_as_other_while_the_lead_and_clauses_keep_the_original()
    {
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(1, TargetUnit.BusinessHours)) with
        {
            AppliesTo = Promises.Only("source", "fair"),
        };
        var lead = new LeadScene(Promises.Book(clause)).WithoutPlace(OtherValues.Source).Captured("fair").At("10:00").To("mql")
            .WithoutPlace(OtherValues.Owner | OtherValues.Team).Assigned("ana", "partners");
        lead.CountBy(Dimension.Source, Cell.OtherValue, Measure.Captured).ShouldBe(1);
        lead.CountBy(Dimension.Owner, Cell.OtherValue, Measure.Now, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Team, Cell.OtherValue, Measure.Now, "mql").ShouldBe(1);
        (lead.View().Source, lead.View().Owner, lead.View().Team).ShouldBe(("fair", "ana", "partners"));
        lead.State("promise").ShouldBe(ClockState.Running);
    }
}
