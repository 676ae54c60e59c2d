using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Grains.Shards.Moving;
using FunnelGrains.Grains.Shards.Rehearsing;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Orleans.Runtime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Wakes the shards that have something to do and no owner: those with a clock falling due soon, and those with rows that no checkpoint holds, since a
/// clock that started after the last checkpoint is in no table yet. It looks for them every other second, and at once when a silo is gone. At its start it wakes every shard, and rehearses where none came; before the silo stops it sends its shards to others, or has them saved.
/// </summary>
internal sealed partial class ShardKeeper(
    IGrainFactory grains, IWorkspaces workspaces, IJournal journal, IReadModel readModel, OwnShards open, ShardRehearsal rehearsal, ISiloStatusOracle silos,
    ServerClock clock, IOptions<ShardOptions> options, ILogger<ShardKeeper> logger)
    : BackgroundService, ISiloStatusListener
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly Duration Ahead = Duration.FromSeconds(10);

    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(4);

    private TaskCompletionSource gone = NotYet();

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead) Volatile.Read(ref gone).TrySetResult();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await LeaveAsync().WaitAsync(LongestLeave, clock.Provider, cancellationToken);
        }
        catch (Exception failed)
        {
            // Who opens them next counts again what is not saved.
            LogNotLeft(logger, failed);
        }
    }

    /// <summary>
    /// Sends the shards to the other silos, as long as this one is still well: when it stops, it ends thousands of leads at once, and what waits for its shards would wait for them. Where
    /// there is no other, they are saved.
    /// </summary>
    private Task LeaveAsync()
    {
        var others = Others();
        if (others.Count == 0) return open.SaveAsync();
        var seasoned = others.Where(silo => silo.IsSeasoned(options.Value)).ToList();
        return open.MoveAllAsync(seasoned.Count > 0 ? seasoned : [others.MinBy(silo => silo.Generation)!], clock.Provider);
    }

    private List<SiloAddress> Others() => [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => silo != silos.SiloAddress)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Null before the first round, which wakes all. Rounds go on meanwhile, and it comes only once: a frozen silo must not have all shards woken again and again.
        Task? rehearsed = null;
        silos.SubscribeToSiloStatusEvents(this);
        using var rounds = new PeriodicTimer(Round, clock.Provider);
        var tick = rounds.WaitForNextTickAsync(stoppingToken).AsTask();
        try
        {
            do
            {
                try
                {
                    foreach (var shard in rehearsed is null ? await AllAsync(stoppingToken) : await NeedyAsync(stoppingToken))
                        await grains.GetGrain<IFunnelShardGrain>(ShardId.Key(shard.Workspace, shard.Number)).WakeAsync();
                    rehearsed ??= RehearseAsync(stoppingToken);
                }
                catch (Exception failed)
                {
                    if (stoppingToken.IsCancellationRequested) return;
                    LogRoundFailed(logger, failed);
                }
            }
            while (await NextAsync());
        }
        finally
        {
            if (rehearsed is not null) await rehearsed;
        }

        // The tick that is waited for stays it, however often a silo's end comes before.
        async Task<bool> NextAsync()
        {
            if (await Task.WhenAny(tick, gone.Task) == tick)
            {
                if (!await tick) return false;
                tick = rounds.WaitForNextTickAsync(stoppingToken).AsTask();
                return true;
            }

            Volatile.Write(ref gone, NotYet());
            return true;
        }
    }

    private async Task RehearseAsync(CancellationToken cancel)
    {
        try
        {
            if (open.Count == 0) await rehearsal.OpenAsync(cancel);
            await rehearsal.MoveAsync(silos.SiloAddress, Others(), cancel);
        }
        catch (Exception failed)
        {
            if (!cancel.IsCancellationRequested) LogNotRehearsed(logger, failed);
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IEnumerable<ShardKey>> AllAsync(CancellationToken cancel) =>
        (await workspaces.AllAsync(cancel)).SelectMany(workspace => Enumerable.Range(0, workspace.Shards).Select(n => new ShardKey(workspace.Key, n)));

    private async Task<IEnumerable<ShardKey>> NeedyAsync(CancellationToken cancel) =>
        (await readModel.ReadShardsToWakeAsync(clock.Now + Ahead, cancel)).Union(await journal.ReadDirtyAsync(cancel));

    [LoggerMessage(LogLevel.Warning, "Not all shards could be moved or saved before the silo stops; they are opened elsewhere by whoever needs them")]
    private static partial void LogNotLeft(ILogger logger, Exception why);

    [LoggerMessage(LogLevel.Information, "Not all that shards do could be rehearsed; the first one that comes here does it for the first time")]
    private static partial void LogNotRehearsed(ILogger logger, Exception why);

    [LoggerMessage(LogLevel.Warning, "The keeper's round failed; it tries again")]
    private static partial void LogRoundFailed(ILogger logger, Exception why);
}
