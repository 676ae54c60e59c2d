using System.Collections.Immutable;
using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Tests.Goals;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Meetings;

public sealed class MeetingMakingTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_meeting_makes_itself_at_the_agreed_time_and_once()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(MeetingScene.First - Duration.FromMilliseconds(1));
        (await cluster.EntriesAsync()).ShouldBeEmpty();
        var made = await cluster.MadeAsync(MeetingScene.FirstId);
        (made.Entry.Kind, made.Entry.At, made.Entry.Since, made.Entry.Rhythm).ShouldBe((MeetingKind.Weekly, MeetingScene.First, MeetingScene.First - Duration.FromDays(7), "weekly"));
        made.Figures.Goals.ShouldHaveSingleItem().Current.ShouldSatisfyAllConditions(
            goal => goal.Actual.ShouldBe(1), goal => goal.From.ShouldBe(new LocalDate(2026, 11, 2)), goal => goal.DaysLeft.ShouldBe(5), goal => goal.Expected.ShouldBe(0.375m));
        made.Figures.Running.Stages.Single(stage => stage.Key == "mql").ShouldSatisfyAllConditions(stage => stage.Entered.ShouldBe(1), stage => stage.Now.ShouldBe(1));
        (made.Figures.Last.From, made.Figures.Last.To, made.Figures.Last.Captured).ShouldBe((new LocalDate(2026, 10, 26), new LocalDate(2026, 11, 1), 0));

        await cluster.MqlAsync("L-2");
        for (var i = 0; i < 20; i++) await cluster.UntilAsync(() => Task.FromResult(true), 5_000);
        (await cluster.EntriesAsync()).ShouldHaveSingleItem().MadeAt.ShouldBe(made.Entry.MadeAt);
        (await cluster.Meeting(MeetingScene.FirstId).ReadAsync())!.Figures.Goals.Single().Current.Actual.ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Figures_are_as_of_the_agreed_time_though_they_are_taken_later()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.Goal("kept").PutAsync(new("sales", GoalMetric.Compliance, GoalPeriod.Week, 0.5m, GoalKind.Above, Clause: "first_touch"));
        await cluster.MqlAsync("L-1");
        // Due at 11:00, which is past when the figures are taken; nobody is told of it before 13:00.
        await cluster.PostAsync("L-2", ("a", new StageChanged("sal", null), cluster.Now));
        cluster.Faults["meeting"] = StorageFault.Before;
        cluster.MoveTo(MeetingScene.First);
        await cluster.FailedAsync();
        await cluster.MqlAsync("L-3");
        await cluster.PostAsync("L-1", ("sal", new StageChanged("sal", null), cluster.Now));
        cluster.MoveTo(MeetingScene.First + Duration.FromMinutes(50));
        await cluster.UntilAsync(async () => await BreachedNowAsync(cluster) == 1);
        cluster.Faults.Clear();

        var made = await cluster.MadeAsync(MeetingScene.FirstId);
        made.Figures.TakenAt.ShouldBeGreaterThan(MeetingScene.First + Duration.FromMinutes(50));
        made.Figures.Goals.Single(goal => goal.Current.Id == "g").Current.Actual.ShouldBe(2);
        made.Figures.Goals.Single(goal => goal.Current.Id == "kept").Current.ShouldSatisfyAllConditions(goal => goal.Actual.ShouldBeNull(), goal => goal.MissesAllowed.ShouldBe(0));
        var clause = made.Figures.Clauses.Single(clause => clause.Key == "first_touch");
        (clause.Running.Met, clause.Running.Breached, clause.Running.Open, clause.Running.Compliance).ShouldBe((0, 0, 1, null));
        made.Figures.Running.Stages.Select(stage => (stage.Key, stage.Now)).ShouldBe([("lead", 0), ("mql", 1), ("sal", 1), ("sql", 0), ("opportunity", 0), ("customer", 0)]);
        (made.Figures.Running.OpenNow, made.Figures.Running.Captured, made.Figures.Breaches.Total).ShouldBe((2, 2, 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task After_an_outage_the_last_meeting_is_made_as_of_its_time_and_older_ones_are_listed_as_missed()
    {
        var cluster = await MeetingScene.StartAsync();
        await cluster.Goal().PutAsync(GoalScene.Mqls);
        await cluster.MqlAsync("L-1");
        cluster = await cluster.KillAndRestartAsync(later: Duration.FromDays(16));
        await using var _ = cluster;
        await cluster.MqlAsync("too-late", FunnelCluster.Start + Duration.FromDays(14));
        var made = await cluster.MadeAsync("weekly-20261116t1330z");
        (await cluster.EntriesAsync()).Select(entry => (entry.Id, entry.Standing)).ShouldBe(
        [
            ("weekly-20261116t1330z", MeetingStanding.Made), ("weekly-20261109t1330z", MeetingStanding.Missed), (MeetingScene.FirstId, MeetingStanding.Missed),
        ]);
        (await cluster.MadeAsync("month-20261102t1400z")).Figures.Running.Captured.ShouldBe(1);
        var goal = made.Figures.Goals.ShouldHaveSingleItem();
        (goal.Current.From, goal.Current.Actual, goal.Current.Expected).ShouldBe((new LocalDate(2026, 11, 16), 0, 0.375m));
        made.Entry.Since.ShouldBe(MeetingScene.First + Duration.FromDays(7));
        // The week from the 9th closes only on the 17th.
        (goal.Last!.From, goal.Last.Closed, goal.Last.Now).ShouldBe((new LocalDate(2026, 11, 9), false, 0));
        (await cluster.Meeting(MeetingScene.FirstId).ReadAsync()).ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_meeting_looks_at_the_promises_broken_since_the_one_before_and_at_their_reasons()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        foreach (var lead in new[] { "L-1", "L-2" }) await cluster.PostAsync(lead, ("a", new StageChanged("sal", null), MeetingScene.First + Duration.FromSeconds(1)), ("o", new Assigned("bia", null), MeetingScene.First + Duration.FromSeconds(2)));
        cluster.MoveTo(MeetingScene.First + Duration.FromDays(1));
        var lists = cluster.Grains.GetGrain<IListsGrain>("default");
        ImmutableArray<LeadBreach> breaches = [];
        await cluster.UntilAsync(async () => (breaches = (await lists.BreachesAsync(new BreachListQuestion(OpenOnly: false, null, null))).Breaches).Length == 2);
        var resolved = breaches.Single(breach => breach.Lead == "L-2");
        var deed = new DeskOrder(DeskDeedKind.Resolved, "carla", "key:k", "Two people were ill", "no_capacity");
        (await cluster.Grains.GetGrain<IBreachDeskGrain>("default").DoAsync(resolved.Breach.Id, deed)).Outcome.ShouldBe(DeskOutcome.Done);
        cluster.MoveTo(MeetingScene.First + Duration.FromDays(7));

        var made = (await cluster.MadeAsync("weekly-20261109t1330z")).Figures.Breaches;
        (made.From, made.To, made.Total, made.More).ShouldBe((MeetingScene.First, MeetingScene.First + Duration.FromDays(7), 2, false));
        made.Groups.ShouldBe([new BreachGroup("first_touch", "sales", "bia", 2, 2)]);
        made.Reasons.ShouldBe([new BreachReason("first_touch", "no_capacity", 1)]);
        made.Listed.Select(one => (one.Breach.Lead, one.Standing?.ResolvedBy, one.Standing?.Reason)).ShouldBe([("L-1", null, null), ("L-2", "carla", "Two people were ill")], ignoreOrder: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_promise_broken_just_before_a_meeting_is_seen_by_it_though_nobody_was_told_yet()
    {
        await using var cluster = await MeetingScene.StartAsync();
        // Due at 10:20; told at 12:20.
        await cluster.PostAsync("L-1", ("a", new StageChanged("sal", null), FunnelCluster.Start - Duration.FromMinutes(40)));
        cluster.MoveTo(MeetingScene.First);
        var breach = (await cluster.MadeAsync(MeetingScene.FirstId)).Figures.Breaches.Listed.ShouldHaveSingleItem().Breach.Breach;
        (breach.Due, breach.AnnouncedAt).ShouldBe((FunnelCluster.Start + Duration.FromMinutes(20), null));
    }

    [Fact(Timeout = 60_000)]
    public async Task After_an_outage_a_meeting_looks_back_to_the_last_one_that_was_held()
    {
        var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        cluster = await cluster.KillAndRestartAsync(later: Duration.FromDays(16));
        await using var _ = cluster;
        (await cluster.MadeAsync("weekly-20261116t1330z")).Figures.Breaches.From.ShouldBe(MeetingScene.First);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("meeting", true)]
    [InlineData("meeting", false)]
    [InlineData("meetingbook", true)]
    [InlineData("meetingbook", false)]
    public async Task A_meeting_cut_off_anywhere_is_made_once(string document, bool written)
    {
        var cluster = await MeetingScene.StartAsync();
        await cluster.MqlAsync("L-1");
        cluster.Faults[document] = written ? StorageFault.After : StorageFault.Before;
        cluster.MoveTo(MeetingScene.First);
        await cluster.FailedAsync();
        var before = cluster.Now;
        cluster = await cluster.KillAndRestartAsync(later: Duration.FromMinutes(10));
        await using var _ = cluster;
        await cluster.MqlAsync("L-2");
        var made = await cluster.MadeAsync(MeetingScene.FirstId);
        (await cluster.EntriesAsync()).ShouldHaveSingleItem();
        made.Figures.Running.Captured.ShouldBe(1);
        // Once it stands in the book, the silo that is about to die may make it yet.
        if ((document, written) is not ("meetingbook", true)) (made.Figures.TakenAt <= before).ShouldBe(document == "meeting" && written);
        (await cluster.Meetings().FindAsync(MeetingScene.FirstId))!.MadeAt.ShouldBe(made.Figures.TakenAt);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_meeting_that_was_called_is_as_of_now_and_looks_back_to_the_one_before()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        await cluster.MqlAsync("L-1");
        cluster.Time.Advance(TimeSpan.FromHours(1));
        var called = (await cluster.Meetings().CallAsync(MeetingKind.Weekly, "One more", "key:k"))!;
        var made = await cluster.MadeAsync(called.Id);
        (made.Entry.Name.En, made.Entry.Rhythm, made.Entry.CalledBy, made.Entry.At, made.Entry.Since).ShouldBe(("One more", null, "key:k", called.At, MeetingScene.First));
        made.Figures.Running.Captured.ShouldBe(1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(3, true)]
    [InlineData(int.MaxValue, false)]
    public async Task A_monthly_meeting_holds_what_was_foretold_against_what_came_and_waits_for_forecasts_but_not_for_ever(int before, bool has)
    {
        var slow = new SlowForecasts();
        await using var cluster = await MeetingScene.StartAsync(silo => silo.AddSingleton<IIncomingGrainCallFilter>(slow));
        // For 150 days a lead a day, every second of which is won ten days later.
        await Task.WhenAll(Enumerable.Range(1, 150).Select(day => cluster.PostAsync($"L-{day}",
            [("a", new StageChanged("mql", null), FunnelCluster.Start - Duration.FromDays(day)),
            .. day % 2 == 0 && day > 10 ? [("b", new DealWon(null, null), FunnelCluster.Start - Duration.FromDays(day - 10))] : Array.Empty<(string, EventData, Instant)>()])));
        await cluster.Goal().PutAsync(new("sales", GoalMetric.Won, GoalPeriod.Month, 20, GoalKind.Reach));
        slow.NotYet(before);
        cluster.MoveTo(FunnelCluster.Start + Duration.FromDays(35));
        var goal = (await cluster.MadeAsync("month-20261207t1400z")).Figures.Goals.ShouldHaveSingleItem();
        (goal.Last!.From, goal.Last.To, goal.Last.Closed, goal.Last.Frozen).ShouldBe((new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30), true, 0));
        (goal.Current.From, goal.Forecast is not null, goal.Foretold is not null).ShouldBe((new LocalDate(2026, 12, 1), has, has));
        if (has) goal.Foretold!.At.ShouldBeInRange(Instant.FromUtc(2026, 11, 9, 0, 0), Instant.FromUtc(2026, 11, 13, 0, 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hundred_meetings_may_be_called_within_a_day()
    {
        await using var cluster = await MeetingScene.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            (await cluster.Meetings().CallAsync(MeetingKind.Weekly, null, "key:k")).ShouldNotBeNull();
            cluster.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        (await cluster.Meetings().CallAsync(MeetingKind.Monthly, null, "key:k")).ShouldBeNull();
    }

    private static async Task<long> BreachedNowAsync(FunnelCluster cluster)
    {
        var goal = (await cluster.Goal("kept").ReadAsync())!.Reading;
        return goal.Actual == 0 ? 1 : 0;
    }

    /// <summary>Answers questions for a forecast as if it were still being made.</summary>
    private sealed class SlowForecasts : IIncomingGrainCallFilter
    {
        private int left;

        public void NotYet(int questions) => Volatile.Write(ref left, questions);

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.InterfaceMethod.DeclaringType == typeof(IForecastGrain) && Interlocked.Decrement(ref left) >= 0) context.Result = null;
        }
    }
}
