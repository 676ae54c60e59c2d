using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What every read model promises about clocks falling due, and breaches.</summary>
public abstract class WakesAndBreachesContract : ReadModelContract
{
    [Fact]
    public async Task A_wake_comes_with_the_running_clock_that_falls_due_first()
    {
        var first = Views.Running("first_touch", 10, "e2");
        var paused = first with { StartEvent = "e3", State = ClockState.Paused, Due = Views.Minute(1) };
        var breached = first with { StartEvent = "e4", State = ClockState.Breached, Due = Views.Minute(2) };
        var unreachable = first with { StartEvent = "e5", Due = null };
        await SaveAsync(
            (Views.Lead("a") with { Clocks = [Views.Running("accept_mql", 30), breached, first, paused, unreachable] }).Changed(wake: 10),
            (Views.Lead("announce") with { Clocks = [breached] }).Changed(wake: 3), Views.Lead("quiet").Changed());

        (await ReadModel.ReadWakesAsync(Shard, Cancel)).ShouldBe(
            [new LeadWake("a", Views.Minute(10), first), new LeadWake("announce", Views.Minute(3), null)], ignoreOrder: true);
        (await ReadModel.ReadWakesAsync(Shard with { Number = 2 }, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Leads_with_an_open_clock_and_those_touched_since_are_found()
    {
        var closed = Views.Running("first_touch", 10) with { Open = false };
        await SaveAsync(
            (Views.Lead("clock", updated: 1) with { Clocks = [Views.Running("accept_mql", 30)] }).Changed(), (Views.Lead("touched", updated: 5) with { Clocks = [closed] }).Changed(),
            Views.Lead("later", updated: 6).Changed(), Views.Lead("quiet", updated: 4).Changed());

        (await ReadModel.ReadTouchedLeadsAsync(Shard, Views.Minute(5), withOpenClocks: true, Cancel)).ShouldBe(["clock", "touched", "later"], ignoreOrder: true);
        (await ReadModel.ReadTouchedLeadsAsync(Shard, Views.Minute(5), withOpenClocks: false, Cancel)).ShouldBe(["touched", "later"], ignoreOrder: true);
        (await ReadModel.ReadTouchedLeadsAsync(Shard, Instant.MaxValue, withOpenClocks: true, Cancel)).ShouldBe(["clock"]);
        (await ReadModel.ReadTouchedLeadsAsync(Shard with { Number = 2 }, Views.Minute(0), withOpenClocks: true, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_leads_in_a_stage_are_found()
    {
        await SaveAsync(
            Views.Lead("a").Changed(), (Views.Lead("b") with { Stage = "sal" }).Changed(), (Views.Lead("c") with { Status = Domain.Leads.LeadStatus.Lost }).Changed(), Views.Lead("d").Changed());

        (await ReadModel.ReadLeadsInStageAsync(Shard, "mql", Cancel)).ShouldBe(["a", "d"]);
        (await ReadModel.ReadLeadsInStageAsync(Shard with { Number = 2 }, "mql", Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shards_with_a_lead_to_be_judged_by_then_are_found()
    {
        var second = Shard with { Number = 2 };
        var third = Shard with { Workspace = "other" };
        await SaveAsync(Shard, [], Views.Lead("a").Changed(wake: 10), Views.Lead("b").Changed(wake: 11));
        await SaveAsync(second, [], Views.Lead("c").Changed(wake: 20));
        await SaveAsync(third, [], Views.Lead("d").Changed());

        (await ReadModel.ReadShardsToWakeAsync(Views.Minute(9), Cancel)).ShouldBeEmpty();
        (await ReadModel.ReadShardsToWakeAsync(Views.Minute(10), Cancel)).ShouldBe([Shard]);
        (await ReadModel.ReadShardsToWakeAsync(Views.Minute(20), Cancel)).ShouldBe([Shard, second], ignoreOrder: true);
    }

    [Fact]
    public async Task Breaches_come_by_due_the_latest_first()
    {
        await SaveAsync(Shard, [], (Views.Lead("a") with { Breaches = [Views.BreachAt("a1", 1), Views.BreachAt("a3", 3, open: false)] }).Changed());
        await SaveAsync(Shard with { Number = 2 }, [], (Views.Lead("b") with { Breaches = [Views.BreachAt("b2", 2), Views.BreachAt("b4", 4, rescinded: true)] }).Changed());
        await SaveAsync(Shard with { Workspace = "other" }, [], (Views.Lead("c") with { Breaches = [Views.BreachAt("c9", 9)] }).Changed());
        var all = new BreachQuery("acme", null, false, null, null, 100);

        (await BreachesAsync(all)).ShouldBe("b/b4 a/a3 b/b2 a/a1");
        (await BreachesAsync(all with { OpenOnly = true })).ShouldBe("b/b2 a/a1");
        (await BreachesAsync(all with { Shard = 2 })).ShouldBe("b/b4 b/b2");
        (await BreachesAsync(all with { Limit = 2 })).ShouldBe("b/b4 a/a3");
        (await BreachesAsync(all with { From = Views.Minute(2), To = Views.Minute(4) })).ShouldBe("a/a3 b/b2");
        (await BreachesAsync(all with { From = Views.Minute(4) + Duration.FromMilliseconds(1) })).ShouldBe("");
        (await BreachesAsync(all with { To = Views.Minute(1) + Duration.FromMilliseconds(1) })).ShouldBe("a/a1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_of_breaches_have_no_gap_and_no_repeat_also_where_many_are_due_at_once(int limit)
    {
        await SaveAsync(Shard, [], (Views.Lead("a") with { Breaches = [Views.BreachAt("z", 2), Views.BreachAt("b", 2), Views.BreachAt("m", 3)] }).Changed());
        await SaveAsync(Shard with { Number = 2 }, [], (Views.Lead("b:c") with { Breaches = [Views.BreachAt("a", 2), Views.BreachAt("n", 1)] }).Changed());
        var seen = new List<string>();
        for (BreachPlace? after = null; ;)
        {
            var page = await ReadModel.ReadBreachesAsync(new BreachQuery("acme", null, false, null, null, limit, after), Cancel);
            seen.AddRange(page.Select(row => $"{row.Lead}/{row.Breach.Id}"));
            if (page.Count < limit) break;
            after = BreachPlace.Read(BreachPlace.Of(page[^1]).Write());
            after.ShouldBe(BreachPlace.Of(page[^1]));
        }

        seen.ShouldBe(["a/m", "a/b", "a/z", "b:c/a", "b:c/n"]);
    }

    [Fact]
    public async Task A_breach_is_found_by_its_id_in_its_own_workspace()
    {
        await SaveAsync(Shard, [], (Views.Lead("a") with { Breaches = [Views.BreachAt("a1", 1)] }).Changed());
        await SaveAsync(Shard with { Number = 2 }, [], (Views.Lead("b") with { Breaches = [Views.BreachAt("b2", 2, rescinded: true)] }).Changed());
        (await ReadModel.FindBreachAsync("acme", "a1", Cancel)).ShouldBe(new BreachRow("a", Views.BreachAt("a1", 1)));
        (await ReadModel.FindBreachAsync("acme", "b2", Cancel))!.Breach.Rescinded.ShouldBeTrue();
        (await ReadModel.FindBreachAsync("acme", "c3", Cancel)).ShouldBeNull();
        (await ReadModel.FindBreachAsync("other", "a1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Running_clocks_come_by_due_the_earliest_first()
    {
        var clock = Views.Running("accept_mql", 30);
        await SaveAsync(
            Shard, [], (Views.Lead("a") with { Clocks = [clock, Views.Running("first_touch", 10, "e2") with { Owner = "bo", Team = "marketing" }] }).Changed(),
            (Views.Lead("n") with { Clocks = [clock with { State = ClockState.Breached }, clock with { StartEvent = "e2", State = ClockState.Paused }, clock with { StartEvent = "e3", Due = null }] }).Changed());
        await SaveAsync(Shard with { Number = 2 }, [], (Views.Lead("b") with { Clocks = [Views.Running("accept_mql", 20), Views.Running("accept_mql", 30, "e0")] }).Changed());
        await SaveAsync(Shard with { Workspace = "other" }, [], (Views.Lead("c") with { Clocks = [clock] }).Changed());
        var all = new RunningQuery("acme", null, null, null, 100);

        (await RunningAsync(all)).ShouldBe("a/first_touch/e2 b/accept_mql/e1 a/accept_mql/e1 b/accept_mql/e0");
        (await RunningAsync(all with { Clause = "accept_mql" })).ShouldBe("b/accept_mql/e1 a/accept_mql/e1 b/accept_mql/e0");
        (await RunningAsync(all with { Owner = "bo" })).ShouldBe("a/first_touch/e2");
        (await RunningAsync(all with { Team = "marketing" })).ShouldBe("a/first_touch/e2");
        (await RunningAsync(all with { Clause = "first_touch", Owner = "ana" })).ShouldBe("");
        (await ReadModel.ReadRunningAsync(all with { Limit = 1 }, Cancel)).ShouldBe([new RunningRow("a", Views.Running("first_touch", 10, "e2") with { Owner = "bo", Team = "marketing" })]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_of_running_clocks_have_no_gap_and_no_repeat_also_where_many_are_due_at_once(int limit)
    {
        await SaveAsync(Shard, [], (Views.Lead("a") with { Clocks = [Views.Running("x", 2, "e:1"), Views.Running("x", 2, "e0"), Views.Running("b", 2), Views.Running("m", 3)] }).Changed());
        await SaveAsync(Shard with { Number = 2 }, [], (Views.Lead("b:c") with { Clocks = [Views.Running("a", 2), Views.Running("n", 1)] }).Changed());
        var seen = new List<string>();
        for (ClockPlace? after = null; ;)
        {
            var page = await ReadModel.ReadRunningAsync(new RunningQuery("acme", null, null, null, limit, after), Cancel);
            seen.AddRange(page.Select(row => $"{row.Lead}/{row.Clock.Clause}/{row.Clock.StartEvent}"));
            if (page.Count < limit) break;
            after = ClockPlace.Read(ClockPlace.Of(page[^1]).Write());
            after.ShouldBe(ClockPlace.Of(page[^1]));
        }

        seen.ShouldBe(["b:c/n/e1", "a/b/e1", "a/x/e0", "a/x/e:1", "b:c/a/e1", "a/m/e1"]);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("WzFd")]
    [InlineData("WyJ4IiwiYSIsImIiLCJjIl0")]
    [InlineData("-1")]
    public void A_place_that_no_page_gave_is_none(string text) => ClockPlace.Read(text).ShouldBeNull();

    private async Task<string> RunningAsync(RunningQuery query) =>
        string.Join(' ', (await ReadModel.ReadRunningAsync(query, Cancel)).Select(row => $"{row.Lead}/{row.Clock.Clause}/{row.Clock.StartEvent}"));

    private async Task<string> BreachesAsync(BreachQuery query) =>
        string.Join(' ', (await ReadModel.ReadBreachesAsync(query, Cancel)).Select(row => $"{row.Lead}/{row.Breach.Id}"));
}
