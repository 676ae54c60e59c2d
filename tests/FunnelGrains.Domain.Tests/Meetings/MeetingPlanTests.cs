using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Meetings;

public sealed class MeetingPlanTests
{
    /// <summary>Monday, 2 November 2026, 12:00 UTC: 9:00 in São Paulo.</summary>
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 2, 12, 0);
    private static readonly MeetingRhythm Weekly = new("weekly", new("Semanal", "Weekly"), MeetingEvery.Week, MeetingDay.Monday, "09:00", "America/Sao_Paulo");
    private static readonly MeetingRhythm Monthly = new("month", new("Mensal", "Monthly"), MeetingEvery.Month, MeetingDay.Monday, "10:00", "America/Sao_Paulo", 1);

    [Fact]
    public void A_meeting_is_due_at_its_instant_and_once()
    {
        var book = Book([Weekly]);
        MeetingPlan.Due(book, Monday - Duration.FromDays(1), Monday - Duration.Epsilon).ShouldBeEmpty();
        var due = MeetingPlan.Due(book, Monday - Duration.FromDays(1), Monday).ShouldHaveSingleItem();
        (due.Id, due.Kind, due.Rhythm, due.At, due.Since, due.Missed).ShouldBe(("weekly-20261102t1200z", MeetingKind.Weekly, "weekly", Monday, Monday - Duration.FromDays(7), false));
        MeetingPlan.Due(book, Monday, Monday + Duration.FromDays(6)).ShouldBeEmpty();
    }

    [Fact]
    public void Of_each_rhythm_the_last_is_made_and_those_before_it_were_missed() =>
        MeetingPlan.Due(Book([Weekly, Monthly]), Monday - Duration.FromDays(1), Monday + Duration.FromDays(15)).Select(one => (one.Id, one.Missed)).ShouldBe(
        [
            ("weekly-20261102t1200z", true), ("month-20261102t1300z", false), ("weekly-20261109t1200z", true), ("weekly-20261116t1200z", false),
        ]);

    [Fact]
    public void Each_version_of_the_agreement_has_its_meetings_from_its_instant_on()
    {
        var later = Weekly with { Time = "15:00", Name = new("Outra", "Other") };
        var book = Book([Weekly], (Monday + Duration.FromDays(7), [later]));
        MeetingPlan.Due(book, Monday - Duration.FromDays(1), Monday + Duration.FromDays(8)).Select(one => (one.Id, one.Name.En))
            .ShouldBe([("weekly-20261102t1200z", "Weekly"), ("weekly-20261109t1800z", "Other")]);
    }

    [Fact]
    public void A_version_that_takes_force_at_a_meetings_instant_has_it()
    {
        var book = Book([], (Monday, [Weekly]));
        MeetingPlan.Due(book, Monday - Duration.FromDays(20), Monday).ShouldHaveSingleItem().At.ShouldBe(Monday);
        MeetingPlan.Due(Book([Weekly], (Monday, [])), Monday - Duration.FromDays(1), Monday).ShouldBeEmpty();
    }

    [Fact]
    public void A_meeting_looks_at_the_last_whole_week_or_month_and_at_the_one_that_runs()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
        var weekly = MeetingSpans.Of(MeetingKind.Weekly, Monday, zone);
        (weekly.Last.From, weekly.Last.To, weekly.Running.From, weekly.Running.To).ShouldBe(
            (new LocalDate(2026, 10, 26), new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 8)));
        var monthly = MeetingSpans.Of(MeetingKind.Monthly, Monday, zone);
        (monthly.Last.From, monthly.Last.To, monthly.Running.From, monthly.Running.To).ShouldBe(
            (new LocalDate(2026, 10, 1), new LocalDate(2026, 10, 31), new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30)));
    }

    [Fact]
    public void A_decision_that_is_set_to_the_same_terms_is_not_changed()
    {
        var decision = new Decision("1", new DecisionTerms("x", "ana", null, false), Monday, "a", Monday, "a");
        decision.Change(decision.Terms with { }, Monday + Duration.FromDays(1), "b").ShouldBe(decision);
        decision.Change(decision.Terms with { Done = true }, Monday + Duration.FromDays(1), "b").ShouldBe(
            decision with { Terms = decision.Terms with { Done = true }, ChangedAt = Monday + Duration.FromDays(1), ChangedBy = "b" });
    }

    private static AgreementBook Book(MeetingRhythm[] first, params (Instant From, MeetingRhythm[] Meetings)[] later)
    {
        var agreement = AgreementDefaults.Create("America/Sao_Paulo") with { Meetings = [.. first] };
        return AgreementBook.Of(new Workspace("w", "America/Sao_Paulo", 1,
            [agreement, .. later.Select((version, i) => agreement with { Version = i + 2, InForceFrom = version.From, Meetings = [.. version.Meetings] })]));
    }
}
