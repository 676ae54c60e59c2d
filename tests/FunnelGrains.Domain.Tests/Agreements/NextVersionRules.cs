using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Agreements;

/// <summary>semantics.md, section 5: what the calendars and targets of a version must be like when it is to take force.</summary>
public sealed class NextVersionRules
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 28, 12, 0);
    private static readonly Agreement Default = AgreementDefaults.Create("America/Sao_Paulo");
    private static readonly AgreementBook Book = AgreementBook.Of(new Workspace("acme", "America/Sao_Paulo", 1, [Default]));
    private static readonly Agreement InSaoPaulo = With(AgreementDefaults.Weekdays("America/Sao_Paulo") with { Holidays = new HolidayChoice { Country = "BR", Region = "SP", StruckOff = ["tiradentes"] } });

    [Fact]
    public void A_version_holds_its_calendars_holidays_as_dated_exceptions_through_the_second_year_after_it_takes_force()
    {
        var held = AgreementRules.WithHolidays(InSaoPaulo, Now);
        var exceptions = Business(held).Exceptions;
        exceptions.ShouldContain(DatedHours.Closed(new LocalDate(2028, 7, 9)));
        exceptions.ShouldNotContain(exception => exception.Date == new LocalDate(2028, 4, 21), "it was struck off");
        // Whenever it takes force from now on, which is two years ahead at most.
        foreach (var days in new[] { 0, 40, 731 }) AgreementRules.CheckNext(held, Book, Now + Duration.FromDays(days)).ShouldBeEmpty();
        AgreementRules.WithHolidays(held, Now).ShouldBe(held, "nothing is to be done again");
    }

    [Fact]
    public void A_version_that_was_drafted_so_long_before_that_its_holidays_end_too_soon_is_refused()
    {
        AgreementRules.CheckNext(InSaoPaulo, Book, Now).ShouldHaveSingleItem().Pointer.ShouldBe("/calendars/business/holidays");
        AgreementRules.CheckNext(AgreementRules.WithHolidays(InSaoPaulo, Now), Book, Now + Duration.FromDays(3 * 366)).ShouldHaveSingleItem().Pointer.ShouldBe("/calendars/business/holidays");
    }

    [Fact]
    public void A_holiday_that_is_struck_off_in_the_next_draft_is_open_again_and_what_was_set_by_hand_stays()
    {
        var held = AgreementRules.WithHolidays(InSaoPaulo, Now);
        var own = DatedHours.Closed(new LocalDate(2027, 1, 26));
        var calendar = Business(held) with { Exceptions = Business(held).Exceptions.Add(own), Holidays = Business(held).Holidays! with { StruckOff = ["tiradentes", "sp_revolution"] } };
        var exceptions = Business(AgreementRules.WithHolidays(With(calendar), Now, held)).Exceptions;
        exceptions.ShouldNotContain(exception => exception.Date == new LocalDate(2027, 7, 9));
        exceptions.ShouldContain(own);
    }

    [Fact]
    public void Calendars_without_a_choice_of_holidays_stay_as_they_are() => AgreementRules.WithHolidays(Default, Now).ShouldBeSameAs(Default);

    [Fact]
    public void A_choice_of_holidays_that_nobody_knows_is_refused() =>
        AgreementRules.Check(With(Business(InSaoPaulo) with { Holidays = new HolidayChoice { Country = "XX" } })).ShouldHaveSingleItem().Pointer.ShouldBe("/calendars/business/holidays/country");

    [Fact]
    public void A_target_that_does_not_fit_within_two_years_of_a_start_is_refused_whenever_that_start_is()
    {
        // Open on single Mondays, but for a year that begins in seven months.
        var mondays = new CalendarDefinition
        {
            Zone = "UTC",
            Week = WeekHours.On([IsoDayOfWeek.Monday], new OpenHours(9 * 60, 10 * 60)),
            Exceptions = [.. Enumerable.Range(0, 52).Select(week => DatedHours.Closed(new LocalDate(2027, 7, 5).PlusWeeks(week)))],
        };
        AgreementRules.CheckNext(With(mondays, 52), Book, Now).ShouldBeEmpty();
        AgreementRules.CheckNext(With(mondays, 53), Book, Now).ShouldBe(
            [new FieldError("/clauses/1/target", "does not fit within two years of a start at 2026-11-30 10:00 in its calendar")]);
    }

    private static CalendarDefinition Business(Agreement agreement) => agreement.Calendars[AgreementDefaults.Calendar];

    private static Agreement With(CalendarDefinition calendar, int? hours = null)
    {
        var clauses = hours is { } n ? ImmutableArray.Create(Default.Clauses[0], Default.Clauses[1] with { Target = new Target(n, TargetUnit.BusinessHours) }) : Default.Clauses;
        return Default with { Calendars = Default.Calendars.SetItem(AgreementDefaults.Calendar, calendar), Clauses = clauses };
    }
}
