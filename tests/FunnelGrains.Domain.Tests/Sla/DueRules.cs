using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4: when a promise falls due. Office hours are 9 to 12 and 13 to 18, Monday to Friday; 2 November 2026 is a Monday.</summary>
public sealed class DueRules
{
    [Theory]
    [InlineData("2026-11-02 09:00", 4, TargetUnit.BusinessHours, "2026-11-02 14:00")]      // over lunch
    [InlineData("2026-11-02 14:00", 4, TargetUnit.BusinessHours, "2026-11-02 18:00")]      // runs out exactly at closing
    [InlineData("2026-11-02 11:00", 1, TargetUnit.BusinessHours, "2026-11-02 12:00")]      // exactly at the closing for lunch
    [InlineData("2026-11-02 16:00", 4, TargetUnit.BusinessHours, "2026-11-03 11:00")]      // over night
    [InlineData("2026-11-06 17:30", 1.5, TargetUnit.BusinessHours, "2026-11-09 10:00")]    // over a weekend
    [InlineData("2026-11-02 06:30", 1, TargetUnit.BusinessHours, "2026-11-02 10:00")]      // starts before opening
    [InlineData("2026-11-02 12:30", 1, TargetUnit.BusinessHours, "2026-11-02 14:00")]      // starts in the lunch break
    [InlineData("2026-11-02 18:00", 1, TargetUnit.BusinessHours, "2026-11-03 10:00")]      // starts at the closing instant
    [InlineData("2026-11-07 15:00", 4, TargetUnit.BusinessHours, "2026-11-09 14:00")]      // starts on a Saturday
    [InlineData("2026-11-02 11:50", 20, TargetUnit.BusinessMinutes, "2026-11-02 13:10")]
    [InlineData("2026-11-02 10:00", 1, TargetUnit.BusinessDays, "2026-11-03 18:00")]
    [InlineData("2026-11-02 18:00", 1, TargetUnit.BusinessDays, "2026-11-04 18:00")]       // the effective start is on Tuesday
    [InlineData("2026-11-06 10:00", 1, TargetUnit.BusinessDays, "2026-11-09 18:00")]
    [InlineData("2026-11-07 10:00", 2, TargetUnit.BusinessDays, "2026-11-11 18:00")]       // the effective start is on Monday
    [InlineData("2026-11-02 10:00", 10, TargetUnit.BusinessDays, "2026-11-16 18:00")]
    [InlineData("2026-11-02 17:50", 30, TargetUnit.ElapsedMinutes, "2026-11-02 18:20")]
    [InlineData("2026-11-06 17:00", 4, TargetUnit.ElapsedHours, "2026-11-06 21:00")]
    [InlineData("2026-11-07 10:00", 2, TargetUnit.ElapsedDays, "2026-11-09 10:00")]
    public void A_clock_falls_due_when_its_target_has_run_out(string start, double n, TargetUnit unit, string due) =>
        Started(start, new Target((decimal)n, unit)).Due("promise").ShouldBe(due);

    [Fact]
    public void An_elapsed_day_is_86400_seconds_whatever_the_local_clock_does() =>
        new LeadScene(Promises.In("America/New_York", Clause(new Target(1, TargetUnit.ElapsedDays)))).At("2026-10-31 12:00").To("mql")
            .Due("promise").ShouldBe("2026-11-01 11:00");

    [Fact]
    public void A_date_that_the_calendar_closes_is_no_business_day()
    {
        var agreement = AgreementDefaults.Create("America/Sao_Paulo");
        var calendar = AgreementDefaults.Weekdays("America/Sao_Paulo") with { Exceptions = [new DatedHours(new LocalDate(2026, 11, 3), [])] };
        var book = AgreementBook.Of(new Workspace("holiday", "America/Sao_Paulo", 1,
        [
            agreement with { Calendars = agreement.Calendars.SetItem(AgreementDefaults.Calendar, calendar), Clauses = [Clause(new Target(1, TargetUnit.BusinessDays))] },
        ]));
        new LeadScene(book).At("2026-11-02 10:00").To("mql").Due("promise").ShouldBe("2026-11-04 18:00");
    }

    [Fact]
    public void A_due_that_cannot_be_reached_is_a_clock_without_due_that_is_never_breached()
    {
        var lead = Started("2026-11-02 10:00", new Target(6_000, TargetUnit.BusinessHours)).AsOf("2040-01-01 10:00");
        (lead.Due("promise"), lead.State("promise"), lead.View().NextDue).ShouldBe(("never", ClockState.Running, null));
        lead.Count(Measure.ClauseRunning, "promise").ShouldBe(1);
        var met = lead.At("2035-01-01 10:00").To("sal");
        (met.State("promise"), met.Count(Measure.ClauseRunning, "promise"), met.Count(Measure.ClauseMet, "promise")).ShouldBe((ClockState.Met, 0, 0));
    }

    [Fact]
    public void A_running_clock_counts_on_the_day_it_falls_due_under_the_owner_of_now_and_the_clauses_team()
    {
        var lead = Started("2026-11-02 16:00", new Target(4, TargetUnit.BusinessHours));
        lead.CountOn("2026-11-03", Measure.ClauseRunning, "promise").ShouldBe(1);
        lead.At("16:30").Assigned("ana", "partners");
        lead.CountBy(Dimension.Owner, "ana", Measure.ClauseRunning, "promise").ShouldBe(1);
        lead.CountBy(Dimension.Owner, "", Measure.ClauseRunning, "promise").ShouldBe(0);
        lead.CountBy(Dimension.Team, "sales", Measure.ClauseRunning, "promise").ShouldBe(1);
        lead.Clock("promise").Owner.ShouldBe("ana");
    }

    private static LeadScene Started(string at, Target target) => new LeadScene(Promises.Book(Clause(target))).At(at).To("mql");

    private static Clause Clause(Target target) => Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sal"]), target);
}
