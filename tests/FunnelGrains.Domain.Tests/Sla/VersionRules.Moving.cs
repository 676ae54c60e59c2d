using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>Which clocks move to a version that takes open ones: those that started before it and were neither stopped, cancelled nor past due when it took force.</summary>
public sealed partial class VersionRules
{
    [Fact]
    public void A_clock_that_was_stopped_at_that_instant_or_before_does_not_move()
    {
        var lead = Mql(AgreementScope.OpenClocks, Hours(1)).At("12:00").Touched().AsOf("15:00");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Met, "2026-11-02 14:00"));
    }

    [Fact]
    public void A_clock_that_was_cancelled_at_that_instant_or_before_does_not_move()
    {
        foreach (var when in new[] { "11:00", "12:00" })
        {
            var lead = Mql(AgreementScope.OpenClocks, Hours(8)).At(when).Lost().AsOf("2026-11-04 09:00");
            (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Cancelled, "2026-11-02 14:00"), when);
        }
    }

    [Fact]
    public void A_clock_that_was_met_late_or_still_breached_before_does_not_move()
    {
        LeadScene Due11() => new LeadScene(Book(AgreementScope.OpenClocks, [Touch with { Target = new Target(2, TargetUnit.BusinessHours) }], [Hours(8)])).At("2026-11-02 09:00").To("mql");
        Due11().At("11:30").Touched().AsOf("13:00").State("promise").ShouldBe(ClockState.MetLate);
        var lead = Due11().At("13:00").Touched();
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.MetLate, "2026-11-02 11:00"));
    }

    [Fact]
    public void A_clock_past_due_does_not_move()
    {
        var lead = new LeadScene(Book(AgreementScope.OpenClocks, [Touch with { Target = new Target(2, TargetUnit.BusinessHours) }], [Hours(8)])).At("2026-11-02 09:00").To("mql").AsOf("13:00");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Breached, "2026-11-02 11:00"));
    }

    [Fact]
    public void A_clock_due_exactly_when_the_version_takes_force_moves()
    {
        var lead = new LeadScene(Book(AgreementScope.OpenClocks, [Touch with { Target = new Target(3, TargetUnit.BusinessHours) }], [Hours(8)])).At("2026-11-02 09:00").To("mql").AsOf("13:00");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Running, "2026-11-02 18:00"));
    }

    [Fact]
    public void A_clock_that_starts_when_the_version_takes_force_is_its_own()
    {
        var lead = new LeadScene(Book(AgreementScope.NewClocks, [Touch], [Hours(1)])).At("2026-11-02 12:00").To("mql").AsOf("13:30");
        lead.Due("promise").ShouldBe("2026-11-02 14:00");
    }

    [Fact]
    public void It_moves_by_when_things_occurred_alone_whenever_they_were_received()
    {
        // The start is heard of only an hour after the version took force, and so is the end of the lead that was in force then.
        LeadScene Late() => new LeadScene(Book(AgreementScope.OpenClocks, [Touch], [Hours(8)])).At("2026-11-02 09:00").Late("13:00").To("mql");
        Late().AsOf("13:30").Due("promise").ShouldBe("2026-11-02 18:00");
        Late().At("11:59").Late("13:10").Lost().AsOf("13:30").Due("promise").ShouldBe("2026-11-02 14:00");
        Late().At("12:01").Late("13:10").Lost().AsOf("13:30").Due("promise").ShouldBe("2026-11-02 18:00");
    }

    [Fact]
    public void Late_evidence_folds_again_and_decides_by_when_it_occurred()
    {
        var lead = Mql(AgreementScope.OpenClocks, Hours(1)).At("11:00").Late("15:00").Touched().AsOf("16:00");
        (lead.State("promise"), lead.Due("promise")).ShouldBe((ClockState.Met, "2026-11-02 14:00"));
    }

    [Fact]
    public void Publishing_never_judges_a_finished_clock_again()
    {
        var lead = Mql(AgreementScope.OpenClocks, Hours(1)).At("11:00").Touched().AsOf("16:00");
        (lead.State("promise"), lead.Count(Measure.ClauseMet, "promise"), lead.Count(Measure.ClauseBreached, "promise")).ShouldBe((ClockState.Met, 1, 0));
    }
}
