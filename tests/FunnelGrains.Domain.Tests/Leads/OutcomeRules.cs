using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>semantics.md, section 2: wins, losses, rejections, and what comes after them.</summary>
public sealed class OutcomeRules
{
    private static LeadScene WonOnMonday => new LeadScene().Captured().At("2026-11-02 10:00").Won(100m).At("2026-11-03 10:00");

    [Fact]
    public void A_won_lead_stays_won_whatever_comes_later_in_its_cycle()
    {
        foreach (var lead in new[] { WonOnMonday.To("sql"), WonOnMonday.Lost(), WonOnMonday.Rejected(), WonOnMonday.Won(5m), WonOnMonday.To("lost"), WonOnMonday.Won() })
        {
            lead.View().Status.ShouldBe(LeadStatus.Won);
            lead.CountOn("2026-11-03", Measure.Anomalies).ShouldBe(1);
            lead.CountOn("2026-11-02", Measure.Won).ShouldBe(1);
            lead.Count(Measure.Revenue, "BRL").ShouldBe(100 * Cell.MoneyScale);
            lead.Count(Measure.Lost).ShouldBe(0);
            lead.Ledger().Timeline()[^1].Anomaly.ShouldBeTrue();
        }
    }

    [Fact]
    public void The_first_deal_won_with_an_amount_supplies_it_at_the_instant_of_the_win()
    {
        var lead = new LeadScene().Captured().At("2026-11-02 10:00").To("customer").At("2026-11-05 10:00").Won(12.3456m, "USD").At("11:00").Won(7m);
        lead.CountOn("2026-11-02", Measure.Revenue, "USD").ShouldBe(123_456);
        lead.Count(Measure.Revenue, "BRL").ShouldBe(0);
        lead.Count(Measure.Anomalies).ShouldBe(1);
    }

    [Fact]
    public void An_amount_of_nothing_is_an_amount() =>
        new LeadScene().Captured().Won(0m).At("10:00").Won(7m).Count(Measure.Revenue, "BRL").ShouldBe(0);

    [Fact]
    public void A_stage_change_to_the_won_stage_is_a_win_without_amount()
    {
        var lead = new LeadScene().Captured().To("customer");
        lead.Count(Measure.Won).ShouldBe(1);
        lead.Counts().Keys.ShouldNotContain(cell => cell.Measure == Measure.Revenue);
    }

    [Theory, InlineData("lost", Measure.Lost), InlineData("rejected", Measure.Rejected)]
    public void A_stage_change_to_an_exit_is_that_exit(string exit, Measure flow)
    {
        var lead = new LeadScene().Captured().To("mql").At("10:00").To(exit);
        lead.Count(flow).ShouldBe(1);
        lead.Count(Measure.Status, exit).ShouldBe(1);
        lead.Count(Measure.Now, "mql").ShouldBe(0);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_lost_or_rejected_lead_that_gets_a_stage_change_is_open_again_and_its_exit_leaves_the_counts(bool lost)
    {
        var lead = new LeadScene().Captured().To("mql").At("10:00");
        lead = (lost ? lead.Lost() : lead.Rejected()).At("11:00").To("mql");
        lead.View().Status.ShouldBe(LeadStatus.Open);
        lead.View().Cycle.ShouldBe(1);
        lead.Count(Measure.Lost).ShouldBe(0);
        lead.Count(Measure.Rejected).ShouldBe(0);
        lead.Count(Measure.Now, "mql").ShouldBe(1);
        lead.Count(Measure.Entered, "mql").ShouldBe(1, "a reopening is no new entry");
        lead.Count(Measure.Anomalies).ShouldBe(0);
    }

    [Fact]
    public void A_lost_lead_that_is_won_is_won_in_the_same_cycle()
    {
        var lead = new LeadScene().Captured().To("sql").At("10:00").Lost().At("11:00").Won(5m);
        (lead.Count(Measure.Won), lead.Count(Measure.Lost)).ShouldBe((1, 0));
        lead.View().Cycle.ShouldBe(1);
    }

    [Fact]
    public void A_second_loss_or_rejection_is_an_anomaly()
    {
        var lead = new LeadScene().Captured().Lost("price").At("2026-11-03 09:00").Rejected().At("10:00").Lost().At("11:00").To("rejected");
        lead.CountOn("2026-11-03", Measure.Anomalies).ShouldBe(3);
        (lead.CountOn("2026-11-02", Measure.Lost), lead.Count(Measure.Rejected)).ShouldBe((1, 0));
        lead.View().Status.ShouldBe(LeadStatus.Lost);
    }

    [Fact]
    public void A_second_exit_after_a_reopening_is_no_anomaly_and_counts_on_its_own_day()
    {
        var lead = new LeadScene().Captured().Lost().At("2026-11-03 09:00").To("mql").At("2026-11-04 09:00").Rejected();
        (lead.Count(Measure.Lost), lead.CountOn("2026-11-04", Measure.Rejected), lead.Count(Measure.Anomalies)).ShouldBe((0, 1, 0));
    }

    [Fact]
    public void Touches_and_assignments_after_an_exit_are_no_anomalies()
    {
        var lead = new LeadScene().Captured().Lost().At("10:00").Touched().At("11:00").Assigned("ana");
        (lead.Count(Measure.Anomalies), lead.Count(Measure.Touches)).ShouldBe((0, 1));
        lead.CountBy(Dimension.Owner, "ana", Measure.Status, "lost").ShouldBe(1);
        lead.CountBy(Dimension.Owner, "", Measure.Lost).ShouldBe(1, "the loss belongs to the owner of its moment");
    }

    [Fact]
    public void Currencies_are_never_summed()
    {
        var lead = new LeadScene().Captured().Won(10m, "BRL").At("10:00").Recycled().At("11:00").Won(3.5m, "USD");
        (lead.Count(Measure.Revenue, "BRL"), lead.Count(Measure.Revenue, "USD")).ShouldBe((100_000, 35_000));
    }
}
