using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rules 6 and 7: what is announced and what is silent.</summary>
public sealed class AnnouncementRules
{
    private static readonly Clause Accept = Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sal"]), new Target(4, TargetUnit.BusinessHours));

    private static LeadScene Mql => new LeadScene(Promises.Book(Accept)).At("2026-11-02 09:00").To("mql");

    [Fact]
    public void A_breach_is_announced_once_and_not_before_its_due_has_passed()
    {
        var scene = Mql;
        var lead = Watch(scene);
        lead.WatchUntil(scene.InstantOf("14:00"));
        lead.Announced.ShouldBeEmpty();
        lead.WatchUntil(scene.InstantOf("14:00:01"));
        lead.WatchUntil(scene.InstantOf("18:00"));
        var breach = lead.Announced.Single();
        (breach.Clause, breach.StartEvent, scene.Show(breach.Due)).ShouldBe(("promise", "e1", "2026-11-02 14:00"));
        lead.View!.Breaches.Single().AnnouncedAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_breach_that_fell_due_while_nobody_watched_is_announced_afterwards_and_once()
    {
        var scene = Mql;
        var lead = Watch(scene);
        lead.SleepUntil(scene.InstantOf("17:00"));
        lead.SleepUntil(scene.InstantOf("18:00"));
        lead.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public void A_breach_already_past_due_when_its_event_was_received_is_listed_and_not_announced()
    {
        var scene = new LeadScene(Promises.Book(Accept)).At("2026-11-02 09:00").Late("2026-11-02 14:00:01").To("mql");
        var lead = Watch(scene);
        lead.WatchUntil(scene.InstantOf("2026-11-05 09:00"));
        lead.Announced.ShouldBeEmpty();
        var breach = lead.View!.Breaches.Single();
        (breach.Open, breach.AnnouncedAt, breach.Rescinded).ShouldBe((true, null, false));
    }

    [Fact]
    public void An_event_received_at_the_due_instant_itself_is_in_time_and_its_breach_announced()
    {
        var scene = new LeadScene(Promises.Book(Accept)).At("2026-11-02 09:00").Late("2026-11-02 14:00").To("mql");
        var lead = Watch(scene);
        lead.WatchUntil(scene.InstantOf("2026-11-05 09:00"));
        lead.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public void A_late_start_whose_due_is_still_to_come_is_announced()
    {
        var scene = new LeadScene(Promises.Book(Accept)).At("2026-11-02 09:00").Late("2026-11-02 13:59").To("mql");
        var lead = Watch(scene);
        lead.WatchUntil(scene.InstantOf("15:00"));
        lead.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public void Late_evidence_rescinds_and_the_list_shows_both()
    {
        var scene = Mql.At("13:00").Late("15:00").To("sal");
        var lead = Watch(scene);
        lead.Announced.Count.ShouldBe(1);
        var breach = lead.View!.Breaches.Single();
        (breach.Rescinded, breach.Open, breach.Id).ShouldBe((true, false, lead.Announced[0].Id));
        lead.View!.Clocks.Single().State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public void A_breach_with_the_same_due_is_reinstated_silently()
    {
        // The stop of 13:00 arrives late and rescinds; then it turns out that the lead was there before, so that the change of 13:00 moved nothing.
        var book = Promises.Book(Promises.Clause(new LeadAssigned(), new StageEntered(["sal"]), new Target(4, TargetUnit.BusinessHours)));
        var scene = new LeadScene(book).At("2026-11-02 08:00").Captured().At("09:00").Assigned("ana")
            .At("13:00").Late("15:00").To("sal").At("08:30").Late("16:00").To("sal");
        var lead = Watch(scene, book);
        lead.WatchUntil(scene.InstantOf("18:00"));
        lead.Announced.Count.ShouldBe(1);
        var breach = lead.View!.Breaches.Single();
        (breach.Id, breach.Rescinded, breach.Open).ShouldBe((lead.Announced[0].Id, false, true));
    }

    [Fact]
    public void When_late_evidence_moves_the_due_a_new_breach_is_announced_again()
    {
        var scene = Mql.At("12:00").Late("14:30").To("sal").At("12:30").Late("14:30").To("mql");
        var lead = Watch(scene);
        lead.WatchUntil(scene.InstantOf("18:00"));
        lead.Announced.Select(breach => scene.Show(breach.Due)).ShouldBe(["2026-11-02 14:00", "2026-11-02 17:00"]);
        lead.View!.Breaches.Select(breach => breach.Rescinded).ShouldBe([true, false]);
    }

    [Fact]
    public void Grace_delays_the_announcement_and_never_the_verdict()
    {
        var book = Promises.Book(Accept with { GraceSeconds = 600 });
        var scene = Mql;
        var lead = Watch(scene, book);
        lead.WatchUntil(scene.InstantOf("14:00:01"));
        lead.View!.Clocks.Single().State.ShouldBe(ClockState.Breached);
        lead.WatchUntil(scene.InstantOf("14:10"));
        lead.Announced.ShouldBeEmpty();
        lead.WatchUntil(scene.InstantOf("14:10:01"));
        lead.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public void Evidence_in_flight_that_arrives_within_the_grace_spares_the_announcement()
    {
        var book = Promises.Book(Accept with { GraceSeconds = 600 });
        var scene = Mql.At("13:59").Late("14:05").To("sal");
        var lead = Watch(scene, book);
        lead.WatchUntil(scene.InstantOf("18:00"));
        lead.Announced.ShouldBeEmpty();
        lead.View!.Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void A_breach_repaired_within_the_grace_is_announced_as_met_late()
    {
        var book = Promises.Book(Accept with { GraceSeconds = 600 });
        var scene = Mql.At("14:05").To("sal");
        var lead = Watch(scene, book);
        lead.WatchUntil(scene.InstantOf("18:00"));
        lead.Announced.Single().State.ShouldBe(ClockState.MetLate);
    }

    private static WatchedLead Watch(LeadScene scene, AgreementBook? book = null)
    {
        var lead = new WatchedLead(book ?? Promises.Book(Accept));
        foreach (var row in scene.Told) lead.Receive(row);
        return lead;
    }
}
