using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4, rule 12: to which version a clock is pinned, and when it moves. The second version takes force on Monday at noon.</summary>
public sealed partial class VersionRules
{
    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours));
    private static readonly Instant Noon = Rows.Monday + Duration.FromHours(3);

    [Fact]
    public void A_clock_keeps_the_version_in_force_at_its_start_unless_a_version_takes_open_clocks()
    {
        var lead = Mql(AgreementScope.NewClocks, Hours(1)).At("13:00").Recycled("mql").AsOf("13:30");
        lead.Clocks("promise").Select(clock => lead.Show(clock.Due!.Value)).ShouldBe(["2026-11-02 14:00", "2026-11-02 14:00"]);
        Mql(AgreementScope.NewClocks, Hours(1)).AsOf("13:30").Due("promise").ShouldBe("2026-11-02 14:00");
    }

    [Fact]
    public void With_open_clocks_too_a_running_clock_moves_its_start_being_kept()
    {
        Mql(AgreementScope.OpenClocks, Hours(8)).AsOf("12:00").Due("promise").ShouldBe("2026-11-02 14:00");
        var lead = Mql(AgreementScope.OpenClocks, Hours(8)).AsOf("12:01");
        (lead.Due("promise"), lead.Show(lead.Clock("promise").Start), lead.State("promise")).ShouldBe(("2026-11-02 18:00", "2026-11-02 09:00", ClockState.Running));
    }

    [Fact]
    public void The_new_due_is_never_before_the_version_takes_force()
    {
        var lead = Mql(AgreementScope.OpenClocks, Hours(1)).AsOf("12:00:01");
        (lead.Due("promise"), lead.State("promise")).ShouldBe(("2026-11-02 12:00", ClockState.Breached));
    }

    [Fact]
    public void A_clause_absent_from_the_new_version_cancels_its_open_clocks_then()
    {
        var lead = new LeadScene(Book(AgreementScope.OpenClocks, [Touch], [])).At("2026-11-02 09:00").To("mql").AsOf("15:00");
        (lead.State("promise"), lead.Show(lead.Clock("promise").Stop!.Value), lead.Clock("promise").Open).ShouldBe((ClockState.Cancelled, "2026-11-02 12:00", false));
        lead.Count(Measure.ClauseRunning, "promise").ShouldBe(0);
        new LeadScene(Book(AgreementScope.NewClocks, [Touch], [])).At("2026-11-02 09:00").To("mql").AsOf("15:00").State("promise").ShouldBe(ClockState.Breached);
    }

    [Fact]
    public void A_clause_that_no_longer_applies_to_the_lead_cancels_its_open_clocks_then() =>
        Mql(AgreementScope.OpenClocks, Touch with { AppliesTo = Promises.Only("score", "hot") }).AsOf("13:00").State("promise").ShouldBe(ClockState.Cancelled);

    [Fact]
    public void Pauses_are_kept_and_the_new_condition_holds_from_then_on()
    {
        var inSql = Touch with { PauseWhile = new PauseCondition(["sql"]) };
        // Paused from 10:00 to 11:00 by the first version; the second pauses elsewhere and gives 8 hours: 9 open hours after 9:00.
        var moved = new LeadScene(Book(AgreementScope.OpenClocks, [inSql], [inSql with { PauseWhile = new PauseCondition(["opportunity"]), Target = new Target(8, TargetUnit.BusinessHours) }]))
            .At("2026-11-02 09:00").To("mql").At("10:00").To("sql").At("11:00").To("sal").AsOf("13:00");
        moved.Due("promise").ShouldBe("2026-11-03 10:00");
        // A pause that the new version does not know ends when it takes force.
        new LeadScene(Book(AgreementScope.OpenClocks, [inSql], [Hours(4)])).At("2026-11-02 09:00").To("mql").At("10:00").To("sql").AsOf("13:00").Due("promise").ShouldBe("2026-11-02 16:00");
        // One that it alone knows begins then.
        var begins = new LeadScene(Book(AgreementScope.OpenClocks, [Touch], [Touch with { PauseWhile = new PauseCondition(["mql"]) }])).At("2026-11-02 09:00").To("mql").AsOf("2026-11-09 09:00");
        (begins.State("promise"), begins.Clock("promise").Remaining).ShouldBe((ClockState.Paused, Duration.FromHours(1)));
    }

    [Fact]
    public void A_paused_clock_moves_and_stays_paused_where_the_condition_holds_on()
    {
        var inSql = Touch with { PauseWhile = new PauseCondition(["sql"]) };
        var lead = new LeadScene(Book(AgreementScope.OpenClocks, [inSql], [inSql with { Target = new Target(8, TargetUnit.BusinessHours) }])).At("2026-11-02 09:00").To("mql").At("10:00").To("sql");
        lead.AsOf("13:00").Clock("promise").Remaining.ShouldBe(Duration.FromHours(7));
        // By this one its time had run out before the pause.
        var gone = new LeadScene(Book(AgreementScope.OpenClocks, [inSql], [inSql with { Target = new Target(1, TargetUnit.BusinessHours) }])).At("2026-11-02 09:00").To("mql").At("10:30").To("sql").AsOf("13:00");
        (gone.State("promise"), gone.Due("promise")).ShouldBe((ClockState.Breached, "2026-11-02 12:00"));
    }

    [Fact]
    public void Several_versions_that_take_open_clocks_move_it_one_after_another()
    {
        var book = Book(
            (Noon, AgreementScope.OpenClocks, [Hours(6)]), (Noon + Duration.FromHours(1), AgreementScope.NewClocks, [Hours(1)]), (Noon + Duration.FromHours(2), AgreementScope.OpenClocks, [Hours(8)]));
        LeadScene Lead() => new LeadScene(book).At("2026-11-02 09:00").To("mql");
        Lead().AsOf("13:59").Due("promise").ShouldBe("2026-11-02 16:00");
        Lead().AsOf("14:01").Due("promise").ShouldBe("2026-11-02 18:00");
    }

    [Fact]
    public void A_lead_is_judged_again_when_a_version_takes_force()
    {
        var scene = Mql(AgreementScope.OpenClocks, Hours(8));
        new LeadLedger(scene.Book, Rows.Lead, []).Apply(0, Instant.MinValue, [.. scene.Told], Rows.Monday).NextWake.ShouldBe(Noon);
    }

    [Fact]
    public void A_clock_that_moves_to_fewer_touches_than_it_has_is_stopped_by_the_next()
    {
        var five = Touch with { Stop = [new TouchNumber(5)] };
        var lead = new LeadScene(Book(AgreementScope.OpenClocks, [five], [Touch with { Stop = [new TouchNumber(2)] }])).At("2026-11-02 09:00").To("mql").At("10:00").Touched().Touched().Touched();
        lead.AsOf("13:00").State("promise").ShouldBe(ClockState.Running);
        lead.At("13:30").Touched().State("promise").ShouldBe(ClockState.Met);
    }

    [Fact]
    public void A_warning_of_the_new_version_that_would_have_passed_before_fires_when_it_takes_force()
    {
        var scene = Mql(AgreementScope.OpenClocks, Touch with { WarnAt = [new ClauseMoment(Share: 0.5m)] });
        var lead = new WatchedLead(scene.Book);
        foreach (var row in scene.Told) lead.Receive(row);
        lead.WatchUntil(scene.InstantOf("13:00"));
        scene.Show(lead.Warned.Single().At).ShouldBe("2026-11-02 12:00");
    }

    [Fact]
    public void Skipped_stages_are_those_of_the_version_in_force_and_a_retired_stage_has_no_place_in_it()
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo");
        var second = first with { Version = 2, InForceFrom = Noon, Stages = [.. first.Stages.Where(stage => stage.Key is not ("sal" or "sql" or "opportunity"))] };
        var book = AgreementBook.Of(new Workspace("retired", "America/Sao_Paulo", 1, [first, second]));
        var lead = new LeadScene(book).At("2026-11-02 09:00").To("mql").At("13:00").To("opportunity");
        (lead.View().Stage, lead.Count(Measure.Now, "opportunity"), lead.Count(Measure.Entered, "opportunity"), lead.Count(Measure.Entered, "customer")).ShouldBe(("opportunity", 1, 1, 0));
        lead.At("14:00").Won().Count(Measure.Entered, "customer").ShouldBe(1);
        lead.Count(Measure.Entered, "sal").ShouldBe(0);
    }

    private static Clause Hours(int n) => Touch with { Target = new Target(n, TargetUnit.BusinessHours) };

    private static LeadScene Mql(AgreementScope scope, Clause then) => new LeadScene(Book(scope, [Touch], [then])).At("2026-11-02 09:00").To("mql");

    private static AgreementBook Book(AgreementScope scope, ImmutableArray<Clause> before, ImmutableArray<Clause> then)
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo") with { Clauses = before };
        return AgreementBook.Of(new Workspace("versions", "America/Sao_Paulo", 1, [first, first with { Version = 2, InForceFrom = Noon, Scope = scope, Clauses = then }]));
    }

    private static AgreementBook Book(params (Instant From, AgreementScope Scope, ImmutableArray<Clause> Clauses)[] later)
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo") with { Clauses = [Touch] };
        return AgreementBook.Of(new Workspace("versions", "America/Sao_Paulo", 1,
            [first, .. later.Select((version, i) => first with { Version = i + 2, InForceFrom = version.From, Scope = version.Scope, Clauses = version.Clauses })]));
    }
}
