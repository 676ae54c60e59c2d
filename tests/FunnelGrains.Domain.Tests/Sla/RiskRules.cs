using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4: at risk and outside hours are derived, not stored. An MQL at 9:00 on Monday is to be touched within 4 business hours: due at 14:00.</summary>
public sealed class RiskRules
{
    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours));

    [Fact]
    public void A_clock_is_at_risk_from_the_instant_at_which_a_warning_passes()
    {
        var lead = Mql(Touch with { WarnAt = [new ClauseMoment(Share: 0.5m), new ClauseMoment(BeforeSeconds: 1_800)] });
        Risk(lead, "10:59:59").IsAtRisk.ShouldBeFalse();
        Risk(lead, "11:00").IsAtRisk.ShouldBeTrue();
        Risk(lead, "13:59").IsAtRisk.ShouldBeTrue();
    }

    [Fact]
    public void Without_warnings_it_is_at_risk_in_the_last_quarter_of_its_target()
    {
        var lead = Mql(Touch);
        Risk(lead, "11:59:59").IsAtRisk.ShouldBeFalse();
        Risk(lead, "12:00").IsAtRisk.ShouldBeTrue();
    }

    [Fact]
    public void A_step_of_an_escalation_is_no_warning()
    {
        var lead = Mql(Touch with { Escalation = [new EscalationStep("early", new ClauseMoment(Share: 0.1m), [new EscalationTarget(EscalationRole.Owner)])] });
        Risk(lead, "10:00").IsAtRisk.ShouldBeFalse();
        Risk(lead, "12:00").IsAtRisk.ShouldBeTrue();
    }

    [Fact]
    public void Pauses_do_not_count()
    {
        var lead = Mql(Touch with { PauseWhile = new PauseCondition(["sql"]) }).At("10:00").To("sql").At("2026-11-03 09:00").To("sal").AsOf("09:01");
        Risk(lead, "2026-11-03 10:59:59").IsAtRisk.ShouldBeFalse("one hour ran on Monday, so three quarters are over at 11:00");
        Risk(lead, "2026-11-03 11:00").IsAtRisk.ShouldBeTrue();
    }

    [Fact]
    public void A_lead_time_longer_than_the_target_is_at_risk_from_the_start() =>
        Risk(Mql(Touch with { WarnAt = [new ClauseMoment(BeforeSeconds: 36_000)] }), "09:00").IsAtRisk.ShouldBeTrue();

    [Fact]
    public void Outside_hours_its_time_stands_still()
    {
        var lead = Mql(Touch);
        var lunch = Risk(lead, "12:30");
        (lunch.IsOutsideHours, lunch.Left).ShouldBe((true, Duration.FromHours(1)));
        Risk(lead, "13:00").IsOutsideHours.ShouldBeFalse();
        Risk(Mql(Touch with { Target = new Target(4, TargetUnit.ElapsedHours) }), "12:30").IsOutsideHours.ShouldBeFalse("elapsed time never stands still");
    }

    [Fact]
    public void A_clock_is_judged_by_the_version_it_is_pinned_to()
    {
        var noon = new LeadScene().InstantOf("2026-11-02 12:00");
        var (first, second) = (Touch with { WarnAt = [new ClauseMoment(Share: 0.9m)] }, Touch with { WarnAt = [new ClauseMoment(Share: 0.1m)] });
        var defaults = AgreementDefaults.Create("America/Sao_Paulo");
        AgreementBook Book(AgreementScope scope) => AgreementBook.Of(new Workspace(
            "promises", "America/Sao_Paulo", 1, [defaults with { Clauses = [first] }, defaults with { Version = 2, InForceFrom = noon, Clauses = [second], Scope = scope }]));
        Risk(new LeadScene(Book(AgreementScope.NewClocks)).At("2026-11-02 09:00").To("mql").AsOf("13:10"), "13:10").IsAtRisk.ShouldBeFalse();
        Risk(new LeadScene(Book(AgreementScope.OpenClocks)).At("2026-11-02 09:00").To("mql").AsOf("13:10"), "13:10").IsAtRisk.ShouldBeTrue();
        Risk(new LeadScene(Book(AgreementScope.OpenClocks)).At("2026-11-02 09:00").To("mql").AsOf("11:59"), "11:59").IsAtRisk.ShouldBeFalse("it has not moved yet");
    }

    [Fact]
    public void It_says_what_the_warnings_of_the_fold_say()
    {
        var clause = Touch with { WarnAt = [new ClauseMoment(Share: 0.75m), new ClauseMoment(BeforeSeconds: 7_200)] };
        var scene = Mql(clause);
        var lead = new WatchedLead(scene.Book);
        foreach (var row in scene.Told) lead.Receive(row);
        for (var minute = 1; minute < 300; minute++)
        {
            var now = scene.InstantOf("09:00") + Duration.FromMinutes(minute);
            lead.WatchUntil(now);
            ClockRisk.Of(scene.Clock("promise"), scene.Book, now).IsAtRisk.ShouldBe(lead.Warned.Any(warning => warning.At <= now) || IsNow(scene, now), $"after {minute} minutes");
        }

        // A warning is told strictly after the instant at which it passes.
        static bool IsNow(LeadScene scene, Instant now) => scene.Show(now) is "2026-11-02 11:00" or "2026-11-02 12:00";
    }

    private static LeadScene Mql(Clause clause) => new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql");

    private static ClockRisk Risk(LeadScene lead, string at) => ClockRisk.Of(lead.Clock("promise"), lead.Book, lead.InstantOf(at));
}
