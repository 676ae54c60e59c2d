using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Goals;

/// <summary>How a period grew: what a pace chart shows.</summary>
public sealed class GoalSeriesTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_period_grows_day_by_day_up_to_today_and_the_line_follows_business_time()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster.Time.Advance(TimeSpan.FromDays(2));
        await cluster.MqlAsync("L-2");
        await cluster.MqlAsync("L-3");

        var series = (await cluster.Goal().SeriesAsync(null))!;
        (series.From, series.To).ShouldBe((new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 8)));
        series.Points.Select(point => point.Day).ShouldBe(Enumerable.Range(0, 7).Select(series.From.PlusDays));
        series.Points.Select(point => point.Actual).ShouldBe([1, 1, 3, null, null, null, null]);
        series.Points.Select(point => point.Expected).ShouldBe([2, 4, 6, 8, 10, 10, 10]);
        series.Points[2].Actual.ShouldBe((await cluster.ReadingAsync()).Actual);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_period_that_ended_is_told_whole_and_under_what_was_set_for_it()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(GoalScene.WeekEnd + Duration.FromHours(1));
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 50 });

        var past = (await cluster.Goal().SeriesAsync(new LocalDate(2026, 11, 2)))!;
        past.Definition.Target.ShouldBe(10);
        past.Points.Select(point => point.Actual).ShouldAllBe(actual => actual == 1);
        (await cluster.Goal().SeriesAsync(null))!.Points[^1].Expected.ShouldBe(50);
        (await cluster.Goal().SeriesAsync(new LocalDate(2026, 11, 3))).ShouldBeNull("no period begins there");
        (await cluster.Goal("other").SeriesAsync(null)).ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_share_is_of_all_that_fell_due_up_to_the_day_and_has_no_line()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(new GoalDefinition("sales", GoalMetric.Compliance, GoalPeriod.Week, 0.9m, GoalKind.Above, Clause: "accept_mql"));
        await cluster.MqlAsync("L-1");
        cluster.Time.Advance(TimeSpan.FromDays(1));
        await cluster.UntilAsync(async () => (await cluster.Goal().SeriesAsync(null))!.Points[0].Actual == 0);
        (await cluster.Goal().SeriesAsync(null))!.Points.ShouldAllBe(point => point.Expected == null);
    }
}
