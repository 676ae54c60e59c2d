using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Tests.Goals;
using FunnelGrains.Grains.Tests.Notices;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Desk;

/// <summary>The breach desk on a real silo: what people did stays, whoever dies, and of two at once one wins.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task Of_many_who_take_a_breach_at_once_one_has_it_and_the_others_are_told_of_him()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var breach = await BreakAsync(cluster, "L-1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Desk(cluster).DoAsync(breach.Breach.Id, Take($"p{n}"))));
        var winner = answers.Single(answer => answer.Outcome == DeskOutcome.Done).Breach!.Deeds.Single().By;
        answers.Where(answer => answer.Outcome != DeskOutcome.Done).ShouldAllBe(answer => answer.Outcome == DeskOutcome.Conflict && answer.Detail.StartsWith($"it is taken by {winner} since", StringComparison.Ordinal));
        (await Desk(cluster).ReadAsync(breach.Breach.Id))!.Deeds.Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_done_outlives_the_silo_and_a_repeat_after_that_is_known()
    {
        var cluster = await FunnelCluster.StartAsync();
        try
        {
            var id = (await BreakAsync(cluster, "L-1")).Breach.Id;
            var note = new DeskOrder(DeskDeedKind.Noted, "ana", "key:x", "called twice", Key: "n-1");
            (await Desk(cluster).DoAsync(id, Take("ana"))).Outcome.ShouldBe(DeskOutcome.Done);
            (await Desk(cluster).DoAsync(id, note)).Outcome.ShouldBe(DeskOutcome.Done);
            cluster = await cluster.KillAndRestartAsync();
            (await Desk(cluster).DoAsync(id, note)).Outcome.ShouldBe(DeskOutcome.Done);
            var read = (await Desk(cluster).ReadAsync(id))!;
            read.Deeds.Select(deed => (deed.Kind, deed.By, deed.Text)).ShouldBe([(DeskDeedKind.Taken, "ana", null), (DeskDeedKind.Noted, "ana", "called twice")]);
            (await Desk(cluster).DoAsync(id, Take("bo"))).Detail.ShouldStartWith("it is taken by ana");
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Lists_say_who_took_what_and_how_it_was_resolved()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var (first, second) = (await BreakAsync(cluster, "L-1"), await BreakAsync(cluster, "L-2"));
        await Desk(cluster).DoAsync(first.Breach.Id, Take("ana"));
        await Desk(cluster).DoAsync(first.Breach.Id, new DeskOrder(DeskDeedKind.Noted, "bo", "key:x", "seen"));
        await Desk(cluster).DoAsync(first.Breach.Id, new DeskOrder(DeskDeedKind.Resolved, "ana", "key:x", "holiday", "no_capacity"));
        var page = await Lists(cluster).BreachesAsync(new BreachListQuestion(true, null, null));
        page.Breaches.Select(breach => breach.Breach.Id).ShouldBe([first.Breach.Id, second.Breach.Id], ignoreOrder: true, "a resolution changes no count: somebody still waits");
        var standing = page.Desk.Single();
        (standing.Breach, standing.TakenBy, standing.ResolvedBy, standing.Reason, standing.Code, standing.Notes).ShouldBe((first.Breach.Id, "ana", "ana", "holiday", "no_capacity", 1));
    }

    [Fact]
    public async Task A_taken_breach_that_late_evidence_takes_back_says_so_announced_or_not()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var start = cluster.Now;
        var announced = await BreakAsync(cluster, "L-1");
        // Old data: counted and listed, never announced.
        await cluster.PostAsync("L-2", ("mql", new StageChanged("mql", null), start));
        var silent = await FindAsync(cluster, "L-2");
        silent.Breach.AnnouncedAt.ShouldBeNull();
        foreach (var breach in (LeadBreach[])[announced, silent]) (await Desk(cluster).DoAsync(breach.Breach.Id, Take("ana"))).Outcome.ShouldBe(DeskOutcome.Done);
        foreach (var lead in (string[])["L-1", "L-2"]) await cluster.PostAsync(lead, ("sal", new StageChanged("sal", null), start + Duration.FromMinutes(5)));
        foreach (var breach in (LeadBreach[])[announced, silent])
        {
            await FunnelCluster.UntilAsync(async () =>
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(1));
                return (await Desk(cluster).ReadAsync(breach.Breach.Id))!.Breach.Breach.Rescinded;
            });
            var read = (await Desk(cluster).ReadAsync(breach.Breach.Id))!;
            (read.Breach.Lead, read.Breach.Breach.Open, read.Deeds.Single().By).ShouldBe((breach.Lead, false, "ana"));
            (await Desk(cluster).DoAsync(breach.Breach.Id, new DeskOrder(DeskDeedKind.Resolved, "ana", "key:x", "done"))).Detail.ShouldStartWith("it was rescinded");
            (await Desk(cluster).DoAsync(breach.Breach.Id, new DeskOrder(DeskDeedKind.Released, "ana", "key:x"))).Outcome.ShouldBe(DeskOutcome.Done);
        }
    }

    [Fact]
    public async Task Of_a_breach_that_is_not_there_nothing_is_kept()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        (await Desk(cluster).DoAsync("br_000000000000000000000000", Take("ana"))).Outcome.ShouldBe(DeskOutcome.Unknown);
        (await Desk(cluster).ReadAsync("br_000000000000000000000000")).ShouldBeNull();
    }

    [Fact]
    public async Task What_runs_is_listed_by_due_with_how_it_stands_page_by_page()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        foreach (var n in Enumerable.Range(1, 5)) await cluster.PostAsync($"L-{n}", ("mql", new StageChanged("mql", null), cluster.Now - Duration.FromMinutes(10 * n)));
        cluster.Time.Advance(TimeSpan.FromMinutes(165));
        var all = new List<RunningClock>();
        string? cursor = null;
        do
        {
            var page = await Lists(cluster).RunningAsync(new RunningQuestion(null, null, null, false, cursor, 2));
            all.AddRange(page.Clocks);
            cursor = page.Next;
        }
        while (cursor is not null);
        all.Select(clock => clock.Lead).ShouldBe(["L-5", "L-4", "L-3", "L-2", "L-1"]);
        all.ShouldAllBe(clock => clock.IsOutsideHours && clock.Clock.Clause == "accept_mql");
        // It is a quarter to one, lunch: two hours have run since 10:00, and 10 n minutes before.
        all.ShouldAllBe(clock => !clock.IsAtRisk);
        cluster.Time.Advance(TimeSpan.FromMinutes(45));
        var risky = await Lists(cluster).RunningAsync(new RunningQuestion(null, null, "sales", true, null, 2));
        (string.Join(' ', risky.Clocks.Select(clock => clock.Lead)), risky.Next is null).ShouldBe(("L-5 L-4", false));
        var last = (await Lists(cluster).RunningAsync(new RunningQuestion(null, null, null, true, risky.Next, 2))).Clocks.Single();
        (last.Lead, last.IsAtRisk, last.IsOutsideHours, last.Left).ShouldBe(("L-3", true, false, Duration.FromHours(1)));
        (await Lists(cluster).RunningAsync(new RunningQuestion(null, "nobody", null, false, null, 2))).Clocks.ShouldBeEmpty();
        (await Lists(cluster).RunningAsync(new RunningQuestion(null, null, null, false, "garbage", 2))).CursorIsForeign.ShouldBeTrue();
    }

    private static DeskOrder Take(string by) => new(DeskDeedKind.Taken, by, "key:x");

    private static IBreachDeskGrain Desk(FunnelCluster cluster) => cluster.Grains.GetGrain<IBreachDeskGrain>("default");

    private static IListsGrain Lists(FunnelCluster cluster) => cluster.Grains.GetGrain<IListsGrain>("default");

    private static async Task<LeadBreach> BreakAsync(FunnelCluster cluster, string lead)
    {
        await cluster.BreakPromisesAsync(lead);
        LeadBreach? found = null;
        await cluster.UntilAsync(async () => (found = await FindOrNoneAsync(cluster, lead))?.Breach.AnnouncedAt is not null);
        return found!;
    }

    private static async Task<LeadBreach> FindAsync(FunnelCluster cluster, string lead)
    {
        LeadBreach? found = null;
        await cluster.UntilAsync(async () => (found = await FindOrNoneAsync(cluster, lead)) is not null);
        return found!;
    }

    private static async Task<LeadBreach?> FindOrNoneAsync(FunnelCluster cluster, string lead) =>
        (await Lists(cluster).BreachesAsync(new BreachListQuestion(false, null, null))).Breaches.FirstOrDefault(breach => breach.Lead == lead);
}
