using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Goals;

public sealed class GoalLifeTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_goal_reads_what_was_counted_before_the_question()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.MqlAsync("L-0");
        (await cluster.Goal().PutAsync(GoalScene.Mqls))!.Reading.Actual.ShouldBe(1);
        for (var i = 1; i <= 20; i++)
        {
            await cluster.MqlAsync($"L-{i}");
            (await cluster.ReadingAsync()).Actual.ShouldBe(i + 1);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_event_moves_the_goal_on_the_board()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.BoardShowsAsync(goals => goals is [{ Id: "g", Actual: 0 }]);
        await cluster.MqlAsync("L-1");
        await cluster.BoardShowsAsync(goals => goals is [{ Actual: 1 }]);
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Stage = "sal" });
        await cluster.BoardShowsAsync(goals => goals is [{ Actual: 0 }]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Readings_move_with_business_time_when_no_event_arrives()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 40 });
        (await cluster.ReadingAsync()).ShouldSatisfyAllConditions(
            reading => reading.Expected.ShouldBe(1), reading => reading.Status.ShouldBe(GoalStatus.NoVerdict), reading => reading.DaysLeft.ShouldBe(5));
        cluster.Time.Advance(TimeSpan.FromHours(8));
        await cluster.BoardShowsAsync(goals => goals is [{ Expected: 8, Pace: 0, Gap: -8, Status: GoalStatus.AtRisk, DaysLeft: 4, PerDayLeft: 10 }]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_goal_survives_a_kill_and_is_on_the_board_again_without_any_event()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.Goal("filtered").PutAsync(GoalScene.Mqls with { Filter = By("source", "ads") });
        await cluster.MqlAsync("L-1");
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.Book().AllAsync()).ShouldBe(["filtered", "g"]);
        await cluster.BoardShowsAsync(goals => goals is [{ Id: "filtered", Actual: 0 }, { Id: "g", Actual: 1 }]);
        (await cluster.ReadingAsync("filtered")).Definition.IsSameAs(GoalScene.Mqls with { Filter = By("source", "ads") }).ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_deleted_goal_is_gone_from_everywhere_and_begins_anew_when_set_again()
    {
        var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        cluster.MoveTo(GoalScene.WeekClose);
        await cluster.UntilAsync(async () => (await cluster.PastAsync()).Any(past => past.Closed));
        (await cluster.Goal().DeleteAsync()).ShouldBeTrue();
        (await cluster.Goal().DeleteAsync()).ShouldBeFalse();
        await cluster.BoardShowsAsync(goals => goals.IsEmpty);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await cluster.Goal().ReadAsync()).ShouldBeNull();
        (await cluster.Book().AllAsync()).ShouldBeEmpty();
        (await cluster.Goal().PutAsync(GoalScene.Mqls))!.Past.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_metric_measures_its_own()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var goals = new Dictionary<string, GoalDefinition>
        {
            ["entered"] = GoalScene.Mqls,
            ["won"] = new("sales", GoalMetric.Won, GoalPeriod.Month, 1, GoalKind.Reach),
            ["revenue"] = new("sales", GoalMetric.Revenue, GoalPeriod.Quarter, 100, GoalKind.Reach, Currency: "BRL"),
            ["touches"] = new("sales", GoalMetric.Touches, GoalPeriod.Week, 100, GoalKind.Reach),
            ["of-ana"] = new("sales", GoalMetric.Touches, GoalPeriod.Week, 100, GoalKind.Reach, Filter: By("owner", "ana")),
            ["compliance"] = new("sales", GoalMetric.Compliance, GoalPeriod.Week, 0.5m, GoalKind.Above, Clause: "first_touch"),
            ["first_touch"] = new("sales", GoalMetric.FirstTouch, GoalPeriod.Week, 600, GoalKind.Below),
        };
        foreach (var (id, goal) in goals) await cluster.Goal(id).PutAsync(goal);
        cluster.Time.Advance(TimeSpan.FromHours(2));
        var at = cluster.Now;
        await cluster.PostAsync(
            "L-1", ("a", new StageChanged("sal", null), at - Duration.FromMinutes(30)), ("b", new Assigned("ana", null), at - Duration.FromMinutes(25)),
            ("c", new Touched("call", null, false), at - Duration.FromMinutes(20)), ("d", new DealWon(12.34m, "BRL"), at));
        await cluster.PostAsync("L-2", ("a", new StageChanged("sal", null), at), ("b", new Touched("mail", null, true), at));
        await cluster.PostAsync("L-3", ("a", new StageChanged("sal", null), at - Duration.FromMinutes(70)), ("b", new Touched("call", null, false), at));
        foreach (var (id, actual) in new Dictionary<string, decimal> { ["entered"] = 3, ["won"] = 1, ["revenue"] = 12.34m, ["touches"] = 2, ["of-ana"] = 1, ["compliance"] = 0.5m })
            (await cluster.ReadingAsync(id)).Actual.ShouldBe(actual, id);
        // Of 600 s and 4,200 s the lower is the median: the upper bound of its bucket.
        (await cluster.ReadingAsync("first_touch")).Actual!.Value.ShouldBeInRange(600, 655);
        // One met, one breached, one still running: of three at 50 % one may miss, and one did.
        (await cluster.ReadingAsync("compliance")).MissesAllowed.ShouldBe(0);
        await cluster.BoardShowsAsync(board => board.Length == goals.Count && board.All(shown => shown.Actual > 0));
        (await cluster.ReadingAsync("won")).MissesAllowed.ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_target_reached_is_celebrated_once()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 2 });
        await cluster.BoardShowsAsync(goals => goals is [{ Actual: 0 }]);
        var screen = new Screen();
        await cluster.Funnel.ObserveAsync(cluster.Grains.CreateObjectReference<IBoardObserver>(screen));
        foreach (var lead in new[] { "L-1", "L-2", "L-3" }) await cluster.MqlAsync(lead);
        await cluster.BoardShowsAsync(goals => goals is [{ Actual: 3 }]);
        await FunnelCluster.UntilAsync(() => Task.FromResult(!screen.Celebrations.IsEmpty));
        screen.Celebrations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            what => what.Kind.ShouldBe("goal_reached"), what => what.Id.ShouldBe("g/2026-11-02"), what => what.Team.ShouldBe("marketing"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_period_is_measured_by_the_calendar_in_force_at_its_start()
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo");
        var half = new CalendarDefinition { Zone = "America/Sao_Paulo", Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 10 * 60)) };
        var second = first with
        {
            Version = 2,
            InForceFrom = FunnelCluster.Start - Duration.FromMinutes(30),
            Calendars = first.Calendars.SetItem(AgreementDefaults.Calendar, half),
        };
        await using var cluster = await FunnelCluster.StartAsync(workspace: FunnelCluster.Default with { Agreements = [first, second] });
        // Monday at 10:00: one hour of forty, or one of five.
        (await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 40 }))!.Reading.Expected.ShouldBe(1);
        cluster.MoveTo(FunnelCluster.Start + Duration.FromDays(7));
        (await cluster.ReadingAsync()).Expected.ShouldBe(8);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_goal_is_measured_by_the_calendar_of_its_own_team()
    {
        var first = AgreementDefaults.Create("America/Sao_Paulo");
        var mornings = new CalendarDefinition { Zone = "America/Sao_Paulo", Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 11 * 60)) };
        var agreement = first with { Calendars = first.Calendars.Add("mornings", mornings), Teams = [first.Teams[0], first.Teams[1] with { Calendar = "mornings" }] };
        await using var cluster = await FunnelCluster.StartAsync(workspace: FunnelCluster.Default with { Agreements = [agreement] });
        // Monday at 10:00: one hour of Marketing's forty, one of Sales' ten.
        (await cluster.Goal("m").PutAsync(GoalScene.Mqls with { Target = 40 }))!.Reading.Expected.ShouldBe(1);
        (await cluster.Goal("s").PutAsync(GoalScene.Mqls with { Target = 40, Team = "sales" }))!.Reading.Expected.ShouldBe(4);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_filter_on_a_value_without_a_place_of_its_own_is_refused()
    {
        await using var cluster = await FunnelCluster.StartAsync(workspace: FunnelCluster.Default with { DimensionValues = 2 });
        await cluster.PostAsync("L-1", ("a", new Captured(LeadAttributes.None with { Source = "ads" }), cluster.Now), ("b", new StageChanged("mql", null), cluster.Now));
        (await cluster.Goal("ads").PutAsync(GoalScene.Mqls with { Filter = By("source", "ads") }))!.Reading.Actual.ShouldBe(1);
        (await cluster.Goal("fair").PutAsync(GoalScene.Mqls with { Filter = By("source", "fair") }))!.Reading.Actual.ShouldBe(0);
        (await cluster.Goal("mail").PutAsync(GoalScene.Mqls with { Filter = By("source", "mail") })).ShouldBeNull();
        (await cluster.Book().AllAsync()).ShouldBe(["ads", "fair"]);
        await cluster.PostAsync("L-2", ("a", new Captured(LeadAttributes.None with { Source = "fair" }), cluster.Now), ("b", new StageChanged("mql", null), cluster.Now));
        (await cluster.ReadingAsync("fair")).Actual.ShouldBe(1);
    }

    private static ImmutableSortedDictionary<string, string> By(string dimension, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(dimension, value);
}
