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
    [InlineData("2026-11-02 16:00", 4, TargetUnit.BusinessHours, "2026-11-03 11:00")]      // over night
    [InlineData("2026-11-06 17:30", 1.5, TargetUnit.BusinessHours, "2026-11-09 10:00")]    // over a weekend
    [InlineData("2026-11-02 11:50", 20, TargetUnit.BusinessMinutes, "2026-11-02 13:10")]
    public void Business_minutes_and_hours_are_open_time(string start, double n, TargetUnit unit, string due) => ShouldBeDue(start, n, unit, due);

    [Theory]
    [InlineData("2026-11-02 17:50", 30, TargetUnit.ElapsedMinutes, "2026-11-02 18:20")]
    [InlineData("2026-11-06 17:00", 4, TargetUnit.ElapsedHours, "2026-11-06 21:00")]
    [InlineData("2026-11-07 10:00", 2, TargetUnit.ElapsedDays, "2026-11-09 10:00")]
    public void Elapsed_units_are_exact(string start, double n, TargetUnit unit, string due) => ShouldBeDue(start, n, unit, due);

    [Theory]
    [InlineData("2026-11-02 10:00", 1, "2026-11-03 18:00")]
    [InlineData("2026-11-02 18:00", 1, "2026-11-04 18:00")]       // the effective start is on Tuesday
    [InlineData("2026-11-06 10:00", 1, "2026-11-09 18:00")]
    [InlineData("2026-11-07 10:00", 2, "2026-11-11 18:00")]       // the effective start is on Monday
    [InlineData("2026-11-02 10:00", 10, "2026-11-16 18:00")]
    public void N_business_days_end_at_the_closing_of_the_Nth_open_date_after_the_date_of_the_effective_start(string start, int n, string due) =>
        ShouldBeDue(start, n, TargetUnit.BusinessDays, due);

    [Theory]
    [InlineData("2026-11-02 14:00", 4, "2026-11-02 18:00")]
    [InlineData("2026-11-02 11:00", 1, "2026-11-02 12:00")]      // exactly at the closing for lunch
    public void Time_that_runs_out_exactly_at_closing_is_due_at_the_closing_instant(string start, int hours, string due) =>
        ShouldBeDue(start, hours, TargetUnit.BusinessHours, due);

    [Theory]
    [InlineData("2026-11-02 06:30", 1, "2026-11-02 10:00")]      // before opening
    [InlineData("2026-11-02 12:30", 1, "2026-11-02 14:00")]      // in the lunch break
    [InlineData("2026-11-02 18:00", 1, "2026-11-03 10:00")]      // at the closing instant
    [InlineData("2026-11-07 15:00", 4, "2026-11-09 14:00")]      // on a Saturday
    public void A_start_outside_hours_counts_from_the_next_opening(string start, int hours, string due) =>
        ShouldBeDue(start, hours, TargetUnit.BusinessHours, due);

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

    private static void ShouldBeDue(string start, double n, TargetUnit unit, string due) => Started(start, new Target((decimal)n, unit)).Due("promise").ShouldBe(due);

    private static LeadScene Started(string at, Target target) => new LeadScene(Promises.Book(Clause(target))).At(at).To("mql");

    private static Clause Clause(Target target) => Promises.Clause(new StageEntered(["mql"]), new StageEntered(["sal"]), target);
}
