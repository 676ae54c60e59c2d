using CsCheck;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>A target that does not fit within two years of a start is found before it is agreed.</summary>
public class TargetFitTests
{
    private static readonly Instant From = Days.At("2026-01-01T00:00:00Z");

    [Fact]
    public void A_target_fits_when_it_does_from_every_start()
    {
        var mondays = Mondays();
        TargetFit.Check(new Target(104, TargetUnit.BusinessHours), mondays, From).ShouldBeEmpty();
        TargetFit.Check(new Target(104, TargetUnit.BusinessDays), mondays, From).ShouldNotBeEmpty();
        TargetFit.Check(new Target(103, TargetUnit.BusinessDays), mondays, From).ShouldBeEmpty();
    }

    [Fact]
    public void A_target_that_fits_only_from_some_starts_is_refused_with_one_from_which_it_does_not() =>
        TargetFit.Check(new Target(105, TargetUnit.BusinessHours), Mondays(), From, "/clauses/0/target").ShouldHaveSingleItem()
            .ShouldBe(new FieldError("/clauses/0/target", "does not fit within two years of a start at 2026-01-01 00:00 in its calendar"));

    [Fact]
    public void Exceptions_that_close_for_long_are_seen_from_the_starts_before_them()
    {
        // Of 104 Mondays, 40 fall out.
        var closed = Mondays(Enumerable.Range(0, 40).Select(week => new LocalDate(2027, 3, 1).PlusWeeks(week)));
        TargetFit.Check(new Target(64, TargetUnit.BusinessHours), closed, From).ShouldBeEmpty();
        TargetFit.Check(new Target(65, TargetUnit.BusinessHours), closed, From).ShouldNotBeEmpty();
        TargetFit.Check(new Target(65, TargetUnit.BusinessHours), closed, Days.At("2028-01-01T00:00:00Z")).ShouldBeEmpty("after them it fits");
    }

    [Fact]
    public void A_calendar_that_opens_on_single_dates_alone_ends_after_them() =>
        TargetFit.Check(new Target(1, TargetUnit.BusinessHours), Days.Of("UTC", "2026-11-02", "09:00-18:00"), From).ShouldNotBeEmpty();

    [Fact]
    public void Elapsed_time_asks_no_calendar() =>
        TargetFit.Check(new Target(700, TargetUnit.ElapsedDays), Mondays(), From).ShouldBeEmpty();

    [Fact]
    public void A_target_longer_than_the_scarcest_two_years_is_always_found() => CalendarScenes.All.Sample(
        scene =>
        {
            var starts = Enumerable.Range(0, 1_000).Select(i => scene.At(scene.Reference.First + i * 30)).ToArray();
            var scarcest = starts.Min(start => scene.Calendar.Between(start, start + BusinessCalendar.Reach));
            var target = new Target((decimal)scarcest.TotalMinutes + 1, TargetUnit.BusinessMinutes);
            var miss = TargetFit.FirstMiss(target, scene.Calendar, starts[0]).ShouldNotBeNull();
            target.DueFrom(miss, scene.Calendar).ShouldBeNull();
        },
        iter: 100);

    [Fact]
    public void Business_days_that_do_not_fit_from_some_start_are_always_found() => Gen.Select(CalendarScenes.All, Gen.Int[50, 740]).Sample(
        (scene, days) =>
        {
            var target = new Target(days, TargetUnit.BusinessDays);
            var starts = Enumerable.Range(0, 1_000).Select(i => scene.At(scene.Reference.First + i * 30)).ToArray();
            if (starts.Any(start => target.DueFrom(start, scene.Calendar) is null)) TargetFit.FirstMiss(target, scene.Calendar, starts[0]).ShouldNotBeNull();
        },
        iter: 200);

    /// <summary>One hour on Mondays.</summary>
    private static BusinessCalendar Mondays(IEnumerable<LocalDate>? closed = null) => new(new CalendarDefinition
    {
        Zone = "UTC",
        Week = WeekHours.On([IsoDayOfWeek.Monday], new OpenHours(9 * 60, 10 * 60)),
        Exceptions = [.. (closed ?? []).Select(DatedHours.Closed)],
    });
}
