using FunnelGrains.Domain.Funnel;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Funnel;

/// <summary>semantics.md, section 3: entries and conversions.</summary>
public sealed class ConversionRules
{
    [Fact]
    public void An_entry_converts_on_its_own_day_when_its_cycle_enters_the_next_stage_later()
    {
        var lead = new LeadScene().Captured().At("2026-11-03 10:00").To("mql").At("2026-11-20 10:00").To("sal");
        (lead.CountOn("2026-11-03", Measure.Entered, "mql"), lead.CountOn("2026-11-03", Measure.Converted, "mql")).ShouldBe((1, 1));
        lead.CountOn("2026-11-20", Measure.Converted, "mql").ShouldBe(0);
        lead.Count(Measure.Converted, "sal").ShouldBe(0);
    }

    [Fact]
    public void A_skipped_stage_converts_with_the_stage_that_skipped_it()
    {
        var lead = new LeadScene().Captured().At("2026-11-03 10:00").To("sql");
        (lead.CountOn("2026-11-02", Measure.Converted, "lead"), lead.CountOn("2026-11-03", Measure.Converted, "mql"), lead.CountOn("2026-11-03", Measure.Converted, "sal"))
            .ShouldBe((1, 1, 1));
        lead.Count(Measure.Converted, "sql").ShouldBe(0);
    }

    [Fact]
    public void The_last_stage_converts_into_nothing() => new LeadScene().Captured().Won().Count(Measure.Converted, "customer").ShouldBe(0);

    [Fact]
    public void A_conversion_stands_when_the_lead_goes_back_or_is_lost() =>
        new LeadScene().Captured().To("sal").At("10:00").To("lead").At("11:00").Lost().Count(Measure.Converted, "mql").ShouldBe(1);

    [Fact]
    public void A_conversion_has_the_owner_and_team_of_the_entry()
    {
        var lead = new LeadScene().Captured().Assigned("ana").At("10:00").To("mql").At("11:00").Assigned("bia", "partners").At("12:00").To("sal");
        lead.CountBy(Dimension.Owner, "ana", Measure.Converted, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Team, "marketing", Measure.Converted, "mql").ShouldBe(1);
        lead.CountBy(Dimension.Owner, "bia", Measure.Converted, "mql").ShouldBe(0);
        lead.CountBy(Dimension.Owner, "bia", Measure.Entered, "sal").ShouldBe(1);
        lead.CountBy(Dimension.Team, "partners", Measure.Entered, "sal").ShouldBe(1);
    }

    [Fact]
    public void An_entry_counts_on_the_workspaces_local_day()
    {
        var lead = new LeadScene().At("2026-11-02 23:59").Captured();
        lead.CountOn("2026-11-02", Measure.Captured).ShouldBe(1);
        new LeadScene(Promises.In("Asia/Tokyo")).At("2026-11-03 00:30").Captured().CountOn("2026-11-03", Measure.Entered, "lead").ShouldBe(1);
    }

    [Fact]
    public void Automated_touches_are_not_counted_and_the_first_touch_is_measured_from_the_begin_of_its_cycle()
    {
        var lead = new LeadScene().Captured().At("09:10").TouchedByMachine().At("10:00").Touched().At("10:30").Touched();
        (lead.Count(Measure.Touches), lead.Count(Measure.FirstTouch, Bucket(3_600))).ShouldBe((2, 1));
        lead.At("12:00").Recycled().At("12:30").Touched().Count(Measure.FirstTouch, Bucket(1_800)).ShouldBe(1);
        lead.Count(Measure.Touches).ShouldBe(3);
    }

    private static string Bucket(int seconds) => DurationHistogram.Name(DurationHistogram.Bucket(NodaTime.Duration.FromSeconds(seconds)));
}
