using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rule 10: whose time a clock's time was.</summary>
public sealed class OwnerTimeRules
{
    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(6, TargetUnit.BusinessHours)) with
    {
        PauseWhile = new PauseCondition(["sql"]),
    };

    private static LeadScene Mql => new LeadScene(Promises.Book(Touch)).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void Each_owners_share_is_shown_and_the_delay_before_the_first_assignment_apart_from_the_delay_after_it()
    {
        var times = Times(Mql.At("10:00").Assigned("ana").At("11:30").Assigned("bia").At("14:00").Assigned("ana").At("15:00").Touched());
        (times.BeforeAssignment, times.AfterAssignment).ShouldBe((Duration.FromHours(1), Duration.FromHours(4)));
        times.Owners.ShouldBe([new("ana", Duration.FromMinutes(150)), new("bia", Duration.FromMinutes(90))]);
    }

    [Fact]
    public void A_lead_that_was_assigned_before_the_start_has_no_delay_before()
    {
        var times = Times(new LeadScene(Promises.Book(Touch)).At("2026-11-02 08:00").Captured().Assigned("ana").At("09:00").To("mql").At("10:00").Touched());
        (times.BeforeAssignment, times.AfterAssignment).ShouldBe((Duration.Zero, Duration.FromHours(1)));
    }

    [Fact]
    public void Paused_time_is_nobodys()
    {
        var times = Times(Mql.Assigned("ana").At("10:00").To("sql").At("11:00").To("mql").At("12:00").Touched());
        times.Owners.ShouldBe([new("ana", Duration.FromHours(2))]);
        Times(Mql.Assigned("ana").At("10:00").To("sql").AsOf("2026-11-05 09:00")).Owners.ShouldBe([new("ana", Duration.FromHours(1))]);
    }

    [Fact]
    public void While_somebody_is_waited_for_it_goes_on_and_a_breach_that_nobody_awaits_ends_at_due()
    {
        Times(Mql.Assigned("ana").AsOf("2026-11-02 17:00")).AfterAssignment.ShouldBe(Duration.FromHours(7));
        Times(Mql.Assigned("ana").At("17:00").Lost().AsOf("2026-11-05 17:00")).AfterAssignment.ShouldBe(Duration.FromHours(6));
    }

    private static ClockTimes Times(LeadScene scene) => scene.Ledger().ClockTimes().Single();
}
