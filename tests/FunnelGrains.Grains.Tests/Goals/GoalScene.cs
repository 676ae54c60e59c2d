using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Goals;

/// <summary>What tests of goals do with a cluster.</summary>
internal static class GoalScene
{
    public static GoalDefinition Mqls { get; } = new("marketing", GoalMetric.Entered, GoalPeriod.Week, 10, GoalKind.Reach, Stage: "mql");

    /// <summary>The end of the first week: the Monday after <see cref="FunnelCluster.Start"/>, 0:00 in São Paulo.</summary>
    public static Instant WeekEnd { get; } = Instant.FromUtc(2026, 11, 9, 3, 0);

    /// <summary>When that week closes.</summary>
    public static Instant WeekClose { get; } = WeekEnd + Duration.FromHours(24);

    public static ITeamGoalGrain Goal(this FunnelCluster cluster, string id = "g") => cluster.Grains.GetGrain<ITeamGoalGrain>(GoalKey.Of("default", id));

    public static IGoalBookGrain Book(this FunnelCluster cluster) => cluster.Grains.GetGrain<IGoalBookGrain>(GoalKey.Book("default"));

    public static async Task<GoalReading> ReadingAsync(this FunnelCluster cluster, string id = "g") => (await cluster.Goal(id).ReadAsync())!.Reading;

    public static async Task<ImmutableArray<GoalPastReading>> PastAsync(this FunnelCluster cluster, string id = "g") =>
        (await cluster.Goal(id).ReadAsync())!.Past;

    public static Task MqlAsync(this FunnelCluster cluster, string lead, Instant? at = null) =>
        cluster.PostAsync(lead, ("mql", new StageChanged("mql", null), at ?? cluster.Now));

    public static void MoveTo(this FunnelCluster cluster, Instant at) => cluster.Time.Advance((at - cluster.Now).ToTimeSpan());

    /// <summary>Lets time pass in small steps until it is so.</summary>
    public static Task UntilAsync(this FunnelCluster cluster, Func<Task<bool>> so, int milliseconds = 500) => FunnelCluster.UntilAsync(async () =>
    {
        cluster.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return await so();
    });

    /// <summary>Waits until the board shows the goal as it should be.</summary>
    public static async Task BoardShowsAsync(this FunnelCluster cluster, Func<ImmutableArray<GoalReading>, bool> so)
    {
        var screen = new Screen();
        var observer = cluster.Grains.CreateObjectReference<IBoardObserver>(screen);
        await cluster.UntilAsync(async () => so((await cluster.Funnel.ObserveAsync(observer)).Goals), 100);
        GC.KeepAlive(screen);
    }
}

/// <summary>A board that remembers what it is told.</summary>
internal sealed class Screen : IBoardObserver
{
    private ImmutableArray<Celebration> celebrations = [];

    public ImmutableArray<Celebration> Celebrations => celebrations;

    public Task FrameChangedAsync(BoardFrame frame) => Task.CompletedTask;

    public Task BreachedAsync(BoardBreach breach) => Task.CompletedTask;

    public Task CelebratedAsync(Celebration what)
    {
        ImmutableInterlocked.Update(ref celebrations, told => told.Add(what));
        return Task.CompletedTask;
    }
}
