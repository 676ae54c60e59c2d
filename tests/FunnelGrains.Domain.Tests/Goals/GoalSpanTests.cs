using FunnelGrains.Domain.Goals;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalSpanTests
{
    private static readonly DateTimeZone SaoPaulo = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];

    [Theory]
    [InlineData("2026-11-02")]
    [InlineData("2026-11-05")]
    [InlineData("2026-11-08")]
    public void A_week_runs_from_Monday_to_Sunday(string day)
    {
        var week = GoalSpan.Of(GoalPeriod.Week, Date(day), SaoPaulo);
        (week.From, week.To).ShouldBe((Date("2026-11-02"), Date("2026-11-08")));
    }

    [Theory]
    [InlineData("2028-02-01", "2028-02-01", "2028-02-29")]
    [InlineData("2026-12-31", "2026-12-01", "2026-12-31")]
    public void A_month_runs_to_its_last_day(string day, string from, string to)
    {
        var month = GoalSpan.Of(GoalPeriod.Month, Date(day), SaoPaulo);
        (month.From, month.To).ShouldBe((Date(from), Date(to)));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-01", "2026-03-31")]
    [InlineData("2026-06-30", "2026-04-01", "2026-06-30")]
    [InlineData("2026-08-15", "2026-07-01", "2026-09-30")]
    [InlineData("2026-12-31", "2026-10-01", "2026-12-31")]
    public void A_quarter_begins_in_January_April_July_or_October(string day, string from, string to)
    {
        var quarter = GoalSpan.Of(GoalPeriod.Quarter, Date(day), SaoPaulo);
        (quarter.From, quarter.To).ShouldBe((Date(from), Date(to)));
    }

    [Fact]
    public void The_zone_of_the_workspace_says_which_day_an_instant_is()
    {
        var lastHour = At("2026-12-01T02:59:59Z");
        GoalSpan.At(GoalPeriod.Month, lastHour, SaoPaulo).From.ShouldBe(Date("2026-11-01"));
        GoalSpan.At(GoalPeriod.Month, lastHour + Duration.FromSeconds(1), SaoPaulo).From.ShouldBe(Date("2026-12-01"));
    }

    [Fact]
    public void A_period_ends_where_the_next_begins()
    {
        var month = GoalSpan.Of(GoalPeriod.Month, Date("2026-11-15"), SaoPaulo);
        (month.Start, month.End).ShouldBe((At("2026-11-01T03:00:00Z"), At("2026-12-01T03:00:00Z")));
        GoalSpan.At(GoalPeriod.Month, month.End, SaoPaulo).Start.ShouldBe(month.End);
    }

    [Fact]
    public void A_period_whose_first_midnight_is_skipped_begins_with_the_first_instant_of_its_day() =>
        GoalSpan.Of(GoalPeriod.Quarter, Date("2023-11-05"), DateTimeZoneProviders.Tzdb["America/Asuncion"]).Start.ShouldBe(At("2023-10-01T04:00:00Z"));

    [Fact]
    public void A_period_whose_first_midnight_comes_twice_begins_with_the_earlier() =>
        GoalSpan.Of(GoalPeriod.Month, Date("2026-11-05"), DateTimeZoneProviders.Tzdb["America/Havana"]).Start.ShouldBe(At("2026-11-01T04:00:00Z"));

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
