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
    // Three times a shard's heartbeat.
    private static readonly Duration Silence = Duration.FromSeconds(15);

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

    /// <summary>Tells every goal that time passed, and at once when the set of goals changed; goals whose value moved are told with the frames.</summary>
    private async Task GoalLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(goalsChanged.Set);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var ids = await GrainFactory.GetGrain<IGoalBookGrain>(GoalKey.Book(Book.Workspace.Key)).AllAsync();
                if (goals.TellAll(ids, totals, clock.Now)) changed.Set();
            }
            catch (Exception unreachable) when (!ended.IsCancellationRequested)
            {
                LogGoalsUnreachable(logger, unreachable, Book.Workspace.Key);
            }

            await goalsChanged.WaitAsync(options.Value.GoalInterval, clock.Provider, ended.Token);
        }
    }

    /// <summary>Reads the sources anew while somebody looks and counts move. They are read off the stored counts, and not with each frame.</summary>
    private async Task SourceLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(looked.Set);
        (string Epoch, long Version, LocalDate Day) read = default;
        while (!ended.IsCancellationRequested)
        {
            // Observers renew every 2 s: whoever looks is heard of soon, and nobody is read for who does not.
            await looked.WaitAsync(null, clock.Provider, ended.Token);
            var today = clock.Now.InZone(Book.Zone).Date;
            if (ended.IsCancellationRequested || !totals.Complete || read == (totals.Epoch, totals.Version, today)) continue;
            read = (totals.Epoch, totals.Version, today);
            try
            {
                sources = await new SourceReader(shards).ReadAsync(today);
                changed.Set();
            }
            catch (Exception unreachable) when (!ended.IsCancellationRequested)
            {
                read = default;
                LogSourcesUnreachable(logger, unreachable, Book.Workspace.Key);
            }

            await Task.Delay(options.Value.SourceInterval, clock.Provider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task FrameLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(changed.Set);
        while (!ended.IsCancellationRequested)
        {
            await changed.WaitAsync(options.Value.FrameHeartbeat, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            try
            {
                // One that recovered and died before its first word, or that is to be woken.
                foreach (var shard in totals.SilentSince(clock.Now - Silence)) AskAsync(shard).Ignore();
                totals.Forget(Book.DayOf(clock.Now) - shardOptions.Value.RecentDays);
                goals.TellChanged(totals, clock.Now);
                revision++;
                using var span = Tracing.Begin("board frame", unframed);
                unframed = default;
                var frame = Frame();
                if (totals.Complete) observers.Tell(observer => observer.FrameChangedAsync(frame), clock.Now);
            }
            catch (Exception failed)
            {
                LogFrameFailed(logger, failed, Book.Workspace.Key);
            }

            await Task.Delay(options.Value.FrameInterval, clock.Provider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    [LoggerMessage(LogLevel.Error, "A frame of {Workspace} could not be made; the next change tries again")]
    private static partial void LogFrameFailed(ILogger logger, Exception why, string workspace);

    [LoggerMessage(LogLevel.Warning, "The goals of {Workspace} could not be told; the next round tries again")]
    private static partial void LogGoalsUnreachable(ILogger logger, Exception why, string workspace);

    [LoggerMessage(LogLevel.Warning, "The sources of {Workspace} could not be read; boards keep those of before")]
    private static partial void LogSourcesUnreachable(ILogger logger, Exception why, string workspace);
}
