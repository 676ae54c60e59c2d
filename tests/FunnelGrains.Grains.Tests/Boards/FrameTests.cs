using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Boards;

public sealed class FrameTests
{
    private static readonly FunnelQuestion ThisMonth = new(null, null, null);

    [Fact(Timeout = 60_000)]
    public async Task The_first_change_after_a_quiet_time_shows_at_once_and_then_at_most_ten_frames_a_second()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var (eye, blind) = (new Eye(), new Eye(throws: true));
        await ObserveAsync(cluster, blind);
        var reference = await ObserveAsync(cluster, eye);
        await QuietAsync(cluster, eye);
        await PostAsync(cluster, 0);
        var first = (await eye.UntilAsync(frame => frame.Totals.Captured == 1))[^1];
        first.At.ShouldBe(cluster.Now, "no time passed between the event and the frame");
        for (var i = 1; i <= 40; i++)
        {
            await PostAsync(cluster, i);
            cluster.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        var frames = new List<BoardFrame> { first };
        while (frames[^1].Totals.Captured < 41)
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(10));
            await cluster.Funnel.ObserveAsync(reference);
            frames.AddRange(eye.Take());
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        frames.Zip(frames.Skip(1), (before, after) => after.At - before.At).ShouldAllBe(apart => apart >= Duration.FromMilliseconds(100));
        frames.Select(frame => frame.Version).ShouldBe(frames.Select(frame => frame.Version).Order());
        frames.Select(frame => frame.Revision).ShouldBe(frames.Select(frame => frame.Revision).Distinct().Order());
        frames.Select(frame => frame.Epoch).Distinct().Count().ShouldBe(1);
        blind.Waiting.ShouldBeGreaterThan(0, "the one that throws is told too, and stops nobody");
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_does_not_renew_is_forgotten_after_ten_seconds()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var (gone, here) = (new Eye(), new Eye());
        await QuietAsync(cluster, here);
        await ObserveAsync(cluster, gone);
        var reference = await ObserveAsync(cluster, here);
        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        await cluster.Funnel.ObserveAsync(reference);
        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        await PostAsync(cluster, 1);
        await AdvanceUntilAsync(cluster, here, reference, frame => frame.Totals.Captured == 1);
        await PostAsync(cluster, 2);
        await AdvanceUntilAsync(cluster, here, reference, frame => frame.Totals.Captured == 2);
        gone.Take().ShouldAllBe(frame => frame.Totals.Captured == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_board_the_funnel_and_the_lists_say_the_same_within_a_second()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        for (var i = 0; i < 30; i++) await PostAsync(cluster, i);
        var funnel = await cluster.Funnel.ReadAsync(ThisMonth);
        funnel.Captured.ShouldBe(30);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var list = await cluster.Grains.GetGrain<IListsGrain>("default").LeadsAsync(new LeadListQuestion("mql", null, null, null, false, null, 100));
        list.Leads.Length.ShouldBe(30);
        var eye = new Eye();
        var reference = await ObserveAsync(cluster, eye);
        var frame = await AdvanceUntilAsync(cluster, eye, reference, frame => frame.Version == funnel.Version);
        foreach (var stage in funnel.Stages)
        {
            var shown = frame.Stages.Single(shown => shown.Key == stage.Key);
            (shown.Now, shown.Entered, shown.Converted).ShouldBe((stage.Now, stage.Entered, stage.Converted), stage.Key);
        }

        (frame.Totals.Captured, frame.Totals.Open, frame.Epoch).ShouldBe((funnel.Captured, funnel.OpenNow, funnel.Epoch));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_frame_tells_the_largest_sources_the_last_days_and_today_apart()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        for (var source = 0; source < 14; source++)
            for (var lead = 0; lead <= source; lead++)
                await cluster.PostAsync($"S-{source}-{lead}", ("a", new Captured(LeadAttributes.None with { Source = $"source-{source}" }), cluster.Now));
        await cluster.PostAsync("S-13-0", ("b", new DealWon(1_250.5m, "BRL"), cluster.Now));
        await cluster.PostAsync("S-13-1", ("b", new DealLost("price"), cluster.Now));
        await cluster.PostAsync("OLD-1", ("a", new Captured(LeadAttributes.None with { Source = "source-13" }), cluster.Now - Duration.FromDays(40)));
        await cluster.PostAsync("OLD-2", ("a", new Captured(LeadAttributes.None), cluster.Now - Duration.FromDays(1)));
        var eye = new Eye();
        var reference = await ObserveAsync(cluster, eye);
        var frame = await AdvanceUntilAsync(cluster, eye, reference, frame => frame.Totals.CapturedToday == 105 && frame.Sources.Length > 0);

        frame.Sources.Length.ShouldBe(12);
        frame.Sources.Select(source => source.Captured).ShouldBe(Enumerable.Range(3, 12).Reverse().Select(n => (long)n));
        (frame.Sources[0].Value, frame.Sources[0].Won).ShouldBe(("source-13", 1L));
        frame.Sources[0].Revenue.ShouldBe([new Money("BRL", 1_250.5m)]);
        frame.Days.Length.ShouldBe(31);
        (frame.Days[^1].Captured, frame.Days[^1].Won, frame.Days[^2].Captured, frame.Days[0].Captured).ShouldBe((105L, 1L, 1L, 0L));
        frame.Days.Zip(frame.Days.Skip(1), (before, after) => Period.DaysBetween(before.Date, after.Date)).ShouldAllBe(apart => apart == 1);
        (frame.Totals.WonToday, frame.Totals.LostToday, frame.Totals.RejectedToday).ShouldBe((1L, 1L, 0L));
        frame.Totals.RevenueToday.ShouldBe([new Money("BRL", 1_250.5m)]);
    }

    private static async Task<IBoardObserver> ObserveAsync(FunnelCluster cluster, Eye eye)
    {
        var reference = cluster.Grains.CreateObjectReference<IBoardObserver>(eye);
        await cluster.Funnel.ObserveAsync(reference);
        return reference;
    }

    private static Task PostAsync(FunnelCluster cluster, int lead) => cluster.PostAsync($"L-{lead}", ("a", new StageChanged("mql", null), cluster.Now));

    /// <summary>Frames and partials of the start are told, their intervals over; the next heartbeat is a second away.</summary>
    private static async Task QuietAsync(FunnelCluster cluster, Eye eye)
    {
        for (var i = 0; i < 20; i++)
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(200));
            await cluster.Funnel.IsReadyAsync();
        }

        eye.Take();
    }

    /// <summary>Time goes on, and the observer renews, as a web node does.</summary>
    private static async Task<BoardFrame> AdvanceUntilAsync(FunnelCluster cluster, Eye eye, IBoardObserver reference, Func<BoardFrame, bool> has)
    {
        while (true)
        {
            if (eye.Take().Find(frame => has(frame)) is { } found) return found;
            cluster.Time.Advance(TimeSpan.FromMilliseconds(10));
            await cluster.Funnel.ObserveAsync(reference);
        }
    }
}
