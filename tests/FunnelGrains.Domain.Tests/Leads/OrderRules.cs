using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>semantics.md, section 2: the events' own order, late and repeated events.</summary>
public sealed class OrderRules
{
    [Fact]
    public void At_one_instant_a_capture_comes_before_a_stage_change_whatever_their_ids_and_arrival()
    {
        var lead = new LeadScene().Id("a").To("mql").Id("b").Captured("ads");
        lead.Ledger().Timeline().Select(entry => entry.Row.Event.Type).ShouldBe([EventType.Captured, EventType.StageChanged]);
        lead.View().Stage.ShouldBe("mql");
    }

    [Fact]
    public void At_one_instant_the_types_act_in_the_order_of_the_table()
    {
        var told = new LeadScene().Lost().Won(1m).Updated("x").Touched().Assigned("ana").Recycled("mql").Rejected().To("sal").Captured();
        told.Ledger().Timeline().Select(entry => entry.Row.Event.Type.Name()).ShouldBe(
        [
            "lead.captured", "lead.stage_changed", "lead.rejected", "lead.recycled", "lead.assigned", "lead.touched", "lead.updated", "deal.won", "deal.lost",
        ]);
        told.View().Status.ShouldBe(LeadStatus.Won);
        told.Count(Measure.Anomalies).ShouldBe(1, "the loss after the win");
    }

    [Fact]
    public void Stage_changes_of_one_instant_act_in_the_order_of_the_stages()
    {
        var lead = new LeadScene().Captured().At("10:00").Id("1").To("opportunity").Id("2").To("mql").Id("3").To("sql");
        lead.View().Stage.ShouldBe("opportunity");
    }

    [Fact]
    public void Other_ties_are_broken_by_the_ids_UTF8_bytes()
    {
        // U+FF5E stands before U+1F600 in UTF-8, after it in UTF-16.
        var lead = new LeadScene().Captured().At("10:00").Id("\U0001F600").Assigned("last").Id("\uFF5E").Assigned("first");
        lead.View().Owner.ShouldBe("last");
        new LeadScene().Captured().At("10:00").Id("b").Assigned("last").Id("a").Assigned("first").View().Owner.ShouldBe("last");
        new LeadScene().Captured().At("10:00").Id("ab").Assigned("last").Id("a").Assigned("first").View().Owner.ShouldBe("last");
    }

    [Fact]
    public void A_late_event_folds_the_lead_again_as_if_it_had_come_in_time()
    {
        var lead = new LeadScene().Captured().At("2026-11-04 10:00").To("sal").At("2026-11-03 10:00").Late("2026-11-06 10:00").To("mql");
        lead.View().Stage.ShouldBe("sal");
        (lead.CountOn("2026-11-03", Measure.Entered, "mql"), lead.CountOn("2026-11-04", Measure.Entered, "mql")).ShouldBe((1, 0));
    }

    [Fact]
    public void A_late_event_before_the_capture_captures_the_lead()
    {
        var lead = new LeadScene().At("2026-11-04 10:00").Captured("ads").At("2026-11-03 10:00").Late("2026-11-06 10:00").Touched();
        lead.CountOn("2026-11-03", Measure.Captured).ShouldBe(1);
        lead.View().CapturedAt.ShouldBe(lead.InstantOf("2026-11-03 10:00"));
    }

    [Fact]
    public void A_late_win_turns_what_followed_it_into_anomalies()
    {
        var lead = new LeadScene().Captured().At("2026-11-04 10:00").To("sql").At("2026-11-05 10:00").Lost().At("2026-11-03 10:00").Late("2026-11-06 10:00").Won(5m);
        (lead.Count(Measure.Won), lead.Count(Measure.Lost), lead.Count(Measure.Anomalies)).ShouldBe((1, 0, 2));
    }

    [Fact]
    public void A_duplicate_changes_nothing_even_with_other_content()
    {
        var lead = new LeadScene().Captured().At("10:00").Id("x").To("mql").At("11:00").Id("x").To("sal").At("12:00").Id("x").Won(5m);
        (lead.View().Stage, lead.View().Events).ShouldBe(("mql", 2));
        lead.Count(Measure.Won).ShouldBe(0);
    }

    [Theory, InlineData("nowhere"), InlineData("sneezed"), InlineData("customer")]
    public void An_event_that_cannot_be_folded_is_passed_over_and_reported_and_the_rest_counts(string poison)
    {
        var lead = new LeadScene().Captured().At("10:00");
        lead = (poison switch
        {
            "nowhere" => lead.To("nowhere"),
            "customer" => lead.Recycled("customer"),
            _ => lead.Happens(new Unreadable("lead.sneezed", "{}")),
        }).At("11:00").To("mql");
        lead.View().Stage.ShouldBe("mql");
        lead.Ledger().Timeline().Select(entry => entry.Quarantined).OrderBy(is_ => is_).ShouldBe([false, false, true]);
        new LeadLedger(Tallies.Book, Rows.Lead, []).Apply(0, NodaTime.Instant.MinValue, [.. lead.Told], lead.InstantOf("12:00"))
            .Poisoned.Single().Seq.ShouldBe(2);
    }
}
