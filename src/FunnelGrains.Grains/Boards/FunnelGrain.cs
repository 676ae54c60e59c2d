using System.Collections.Immutable;
using System.Diagnostics;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Grains.Goals;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Boards;

/// <summary>A workspace's totals: takes its shards' partials, sends frames to whoever looks, sums for who asks.</summary>
[Reentrant]
internal sealed partial class FunnelGrain(
    AgreementBooks books, IReadModel readModel, ServerClock clock, IOptions<FunnelOptions> options, IOptions<ShardOptions> shardOptions, ILogger<FunnelGrain> logger)
    : Grain, IFunnelGrain
{
    private readonly Signal changed = new();
    private readonly CancellationTokenSource ended = new();
    private readonly BoardObservers observers = new(Duration.FromTimeSpan(options.Value.ObserverExpiry));
    private readonly Signal goalsChanged = new();
    private readonly Signal looked = new();
    private readonly HashSet<int> asking = [];
    private AgreementBook opened = null!;
    private string workspace = "";
    private FrameComposer composer = null!;
    private FunnelTotals totals = null!;
    private AnnouncedLately announced = null!;
    private GoalFeed goals = null!;
    private IFunnelShardGrain[] shards = [];
    private ImmutableArray<BoardSource> sources = [];
    private long revision;
    private ActivityContext unframed;

    /// <summary>The agreement as this silo knows it now.</summary>
    private AgreementBook Book => books.Known(workspace) ?? opened;

    private FactSums Facts => new(workspace, shards, readModel);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        workspace = this.GetPrimaryKeyString();
        opened = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        composer = new FrameComposer(() => Book);
        totals = new FunnelTotals(Book.Workspace.Shards);
        goals = new GoalFeed(Book.Zone, id => GrainFactory.GetGrain<ITeamGoalGrain>(GoalKey.Of(workspace, id)));
        shards = [.. Enumerable.Range(0, Book.Workspace.Shards).Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, n)))];
        // Frames of two activations of this grain compare too: the later one's are the higher.
        revision = clock.Now.ToUnixTimeMilliseconds();
        announced = new AnnouncedLately(revision);
        foreach (var shard in Enumerable.Range(0, shards.Length)) AskAsync(shard).Ignore();
        FrameLoopAsync().Ignore();
        GoalLoopAsync().Ignore();
        SourceLoopAsync().Ignore();
        DelayDeactivation(Timeout.InfiniteTimeSpan);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        ended.Cancel();
        return Task.CompletedTask;
    }

    public Task TellAsync(ShardPartial partial)
    {
        if (!totals.Take(partial)) AskAsync(partial.Shard).Ignore();
        if (Tracing.Here is var trace && trace != default) unframed = trace;
        Announce(partial);
        foreach (var win in partial.Wins)
        {
            var amount = win is { Amount: { } value, Currency: { } currency } ? new Money(currency, value) : null;
            var what = new Celebration("won", win.EventId, win.Team, BoardNames.Initials(win.Owner), amount, win.At, BoardNames.Person(win.Owner));
            observers.Tell(observer => observer.CelebratedAsync(what), clock.Now);
        }

        changed.Set();
        return Task.CompletedTask;
    }

    public Task TellGoalAsync(GoalReading reading)
    {
        if (goals.Take(reading, clock.Now, out var reached)) changed.Set();
        if (reached is not null) observers.Tell(observer => observer.CelebratedAsync(reached), clock.Now);
        return Task.CompletedTask;
    }

    public Task GoalsChangedAsync()
    {
        goalsChanged.Set();
        return Task.CompletedTask;
    }

    public Task<BoardFrame> ObserveAsync(IBoardObserver observer)
    {
        observers.Renew(observer, clock.Now);
        looked.Set();
        return Task.FromResult(Frame());
    }

    public Task<AnnouncedBreaches> AnnouncedAsync(long after) => Task.FromResult(announced.After(after, clock.Now));

    public Task UnobserveAsync(IBoardObserver observer)
    {
        observers.Forget(observer);
        return Task.CompletedTask;
    }

    public Task<FunnelReading> ReadAsync(FunnelQuestion question) =>
        new FunnelReader(Book, shards).ReadAsync(question, clock.Now);

    public Task<FunnelReading?> ReadFilteredAsync(FunnelQuestion question) => new FunnelReader(Book, shards, Facts).ReadFilteredAsync(question, clock.Now);

    public Task<FunnelTrend?> ReadTrendAsync(TrendQuestion question) => new TrendReader(Book, Facts).ReadAsync(question, clock.Now);

    public Task<ComplianceReading> ReadComplianceAsync(ComplianceQuestion question) => new ComplianceReader(Book, shards).ReadAsync(question, clock.Now);

    public Task<ImmutableArray<StageTimes>> ReadTimesAsync(FunnelQuestion question) =>
        new StageTimesReader(Book, shards).ReadAsync(question, clock.Now.InZone(Book.Zone).Date);

    public async Task<AuditReport> AuditAsync()
    {
        // One after the other: each holds all counts of a shard, stored and folded, while it compares them.
        var reports = new List<AuditReport>();
        foreach (var shard in shards) reports.Add(await shard.AuditAsync());
        return new AuditReport(
            reports.Sum(report => report.Events), reports.Sum(report => report.Leads), reports.Sum(report => report.Seconds),
            [.. reports.SelectMany(report => report.Differences).Take(1_000)]);
    }

    public async Task<bool> IsReadyAsync() => (await Task.WhenAll(shards.Select(shard => shard.ReadStatusAsync()))).All(status => status.Accepting);

    /// <summary>A partial that comes late tells its breaches all the same: they are facts, whatever the counts are by now. One of a version before has none.</summary>
    private void Announce(ShardPartial partial)
    {
        if (partial.Announced.IsDefaultOrEmpty) return;
        foreach (var breach in partial.Announced.Select(composer.Names.Of).Where(breach => announced.Add(breach, clock.Now)))
            observers.Tell(observer => observer.BreachedAsync(breach), clock.Now);
    }

    private BoardFrame Frame() => composer.Compose(totals, goals.Readings, sources, revision, clock.Now);

    private async Task AskAsync(int shard)
    {
        if (!asking.Add(shard)) return;
        try
        {
            var whole = await shards[shard].ReadPartialAsync();
            totals.Take(whole);
            Announce(whole);
            changed.Set();
        }
        finally
        {
            asking.Remove(shard);
        }
    }
}
