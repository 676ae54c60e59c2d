using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rule 9: warnings, and the steps of an escalation.</summary>
public sealed class WarningRules
{
    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours)) with
    {
        PauseWhile = new PauseCondition(["sql"]),
        WarnAt = [new ClauseMoment(Share: 0.75m), new ClauseMoment(BeforeSeconds: 1_800)],
        Escalation =
        [
            new EscalationStep("owner", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Owner)]),
            new EscalationStep("manager", new ClauseMoment(AfterSeconds: 3_600), [new EscalationTarget(EscalationRole.TeamManager)]),
        ],
    };

    /// <summary>An MQL at 9:00: 75 % have run at 12:00, half an hour is left at 13:30, due at 14:00.</summary>
    private static LeadScene Mql => new LeadScene(Promises.Book(Touch)).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void Each_threshold_and_step_fires_once_when_its_instant_has_passed()
    {
        var (scene, lead) = Watch(Mql);
        lead.WatchUntil(scene.InstantOf("12:00"));
        lead.Warned.ShouldBeEmpty();
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned.Select(warning => (scene.Show(warning.At), warning.Threshold, warning.Step)).ShouldBe(
        [
            ("2026-11-02 12:00", "share:0.75", null), ("2026-11-02 13:30", "before:1800", null), ("2026-11-02 14:00", "share:1", "owner"),
            ("2026-11-02 15:00", "after:3600", "manager"),
        ]);
        lead.Warned.ShouldAllBe(warning => scene.Show(warning.Due!.Value) == "2026-11-02 14:00" && warning.Team == "sales" && warning.StartEvent == "e1");
    }

    [Fact]
    public void A_clock_that_was_stopped_warns_no_more()
    {
        var (scene, lead) = Watch(Mql.At("12:30").Touched());
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned.Single().Threshold.ShouldBe("share:0.75");
    }

    [Fact]
    public void A_stop_exactly_at_the_threshold_comes_before_it()
    {
        var (scene, lead) = Watch(Mql.At("12:00").Touched());
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned.ShouldBeEmpty();
    }

    [Fact]
    public void A_breach_that_was_repaired_escalates_no_more()
    {
        var (scene, lead) = Watch(Mql.At("14:30").Touched());
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned[^1].Step.ShouldBe("owner");
    }

    [Fact]
    public void A_threshold_that_has_fired_does_not_fire_again_after_a_pause()
    {
        var (scene, lead) = Watch(Mql.At("13:00").To("sql").At("2026-11-03 09:00").To("sal"));
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned.Select(warning => (scene.Show(warning.At), warning.Threshold)).ShouldBe(
            [("2026-11-02 12:00", "share:0.75"), ("2026-11-03 09:30", "before:1800"), ("2026-11-03 10:00", "share:1"), ("2026-11-03 11:00", "after:3600")]);
    }

    [Fact]
    public void While_paused_nothing_fires()
    {
        var (scene, lead) = Watch(Mql.At("10:00").To("sql"));
        lead.WatchUntil(scene.InstantOf("2026-12-04 09:00"));
        lead.Warned.ShouldBeEmpty();
    }

    [Fact]
    public void A_threshold_already_past_when_its_event_was_received_is_silent_and_later_ones_are_told()
    {
        var scene = new LeadScene(Promises.Book(Touch)).At("2026-11-02 09:00").Late("2026-11-02 13:00").To("mql");
        var (_, lead) = Watch(scene);
        lead.WatchUntil(scene.InstantOf("14:30"));
        lead.Warned.Select(warning => warning.Threshold).ShouldBe(["before:1800", "share:1"]);
    }

    [Fact]
    public void What_passed_while_nobody_watched_is_told_afterwards_and_once()
    {
        var (scene, lead) = Watch(Mql);
        lead.SleepUntil(scene.InstantOf("13:00"));
        lead.SleepUntil(scene.InstantOf("13:10"));
        lead.Warned.Single().Threshold.ShouldBe("share:0.75");
    }

    [Fact]
    public void A_lead_time_longer_than_the_target_fires_at_the_start()
    {
        var scene = new LeadScene(Promises.Book(Touch with { WarnAt = [new ClauseMoment(BeforeSeconds: 36_000)], Escalation = null })).At("2026-11-02 09:00").To("mql");
        var (_, lead) = Watch(scene);
        lead.WatchUntil(scene.InstantOf("09:01"));
        scene.Show(lead.Warned.Single().At).ShouldBe("2026-11-02 09:00");
    }

    [Fact]
    public void Business_days_become_open_time_at_the_start_and_warnings_treat_it_so()
    {
        // From Monday 9:00 to Tuesday 18:00 are 16 open hours: half of them have run at Monday 18:00, and 4 are left at Tuesday 14:00.
        var clause = Touch with { Target = new Target(1, TargetUnit.BusinessDays), WarnAt = [new ClauseMoment(Share: 0.5m), new ClauseMoment(BeforeSeconds: 4 * 3_600)], Escalation = null };
        var (scene, lead) = Watch(new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql"));
        lead.WatchUntil(scene.InstantOf("2026-11-04 09:00"));
        lead.Warned.Select(warning => scene.Show(warning.At)).ShouldBe(["2026-11-02 18:00", "2026-11-03 14:00"]);
        // Two of them were paused: both come two open hours later.
        (scene, lead) = Watch(new LeadScene(Promises.Book(clause)).At("2026-11-02 09:00").To("mql").At("10:00").To("sql").At("12:00").To("mql"));
        lead.WatchUntil(scene.InstantOf("2026-11-04 12:00"));
        lead.Warned.Select(warning => scene.Show(warning.At)).ShouldBe(["2026-11-03 11:00", "2026-11-03 16:00"]);
    }

    [Fact]
    public void A_warning_keeps_its_id_for_the_same_clock_and_threshold_whatever_the_due()
    {
        // The late touch of another day's pause moves the due; 75 % were told before.
        var scene = Mql.At("09:30").Late("2026-11-02 12:30").To("sql").At("11:30").Late("2026-11-02 12:31").To("sal");
        var (_, lead) = Watch(scene);
        lead.WatchUntil(scene.InstantOf("2026-11-02 15:00"));
        lead.Warned.Single().Id.ShouldBe(WarningId.Of(Rows.Lead, "promise", "e1", "share:0.75", false));
    }

    [Fact]
    public void A_step_after_breach_waits_for_the_grace_as_the_breach_does()
    {
        var scene = new LeadScene(Promises.Book(Touch with { GraceSeconds = 600, WarnAt = null })).At("2026-11-02 09:00").To("mql");
        var (_, lead) = Watch(scene);
        lead.WatchUntil(scene.InstantOf("15:10"));
        lead.Warned.Single().Step.ShouldBe("owner");
        lead.WatchUntil(scene.InstantOf("15:10:01"));
        lead.Warned[^1].Step.ShouldBe("manager");
    }

    [Fact]
    public void The_announcement_of_a_warning_changes_no_count()
    {
        var scene = Mql.AsOf("13:00");
        var before = scene.Counts();
        scene.Happens(new SlaWarned("promise", "e1", 1, "share:0.75", null, scene.InstantOf("12:00"), scene.InstantOf("14:00"), null, "sales")).AsOf("13:00");
        scene.Counts().ShouldBe(before);
    }

    private static (LeadScene Scene, WatchedLead Lead) Watch(LeadScene scene)
    {
        var lead = new WatchedLead(scene.Book);
        foreach (var row in scene.Told) lead.Receive(row);
        return (scene, lead);
    }
}
