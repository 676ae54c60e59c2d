using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Grains.Shards.Moving;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Grains.Agreements;

/// <summary>
/// Has this silo hear of every version in time, though who published it may have died before he told anybody: looks for new ones, has the open shards adopt them, and wakes a workspace's shards when a
/// version takes force, since it may move clocks and leads of shards that nobody asks for.
/// </summary>
internal sealed partial class AgreementWatch(
    IGrainFactory grains, IWorkspaces workspaces, AgreementBooks books, OwnShards open, ServerClock clock, IOptions<AgreementOptions> options, ILogger<AgreementWatch> logger)
    : BackgroundService
{
    /// <summary>How long around its instant a version has the shards woken.</summary>
    private static readonly Duration Around = Duration.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(options.Value.WatchInterval, clock.Provider);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogRoundFailed(logger, failed);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        foreach (var (workspace, newest) in await workspaces.NewestVersionsAsync(cancel))
            if (books.Known(workspace) is { } known && known.Version < newest) await books.FreshAsync(workspace, cancel);
        foreach (var shard in open.All)
            if (books.Known(ShardId.Parse(shard.GetPrimaryKeyString()).Workspace) is { Versions.Count: > 1 } book) shard.AdoptAsync(book.Version).Ignore();
        foreach (var book in books.All.Where(TakesForceNow))
            for (var n = 0; n < book.Workspace.Shards; n++) await grains.GetGrain<IFunnelShardGrain>(ShardId.Key(book.Workspace.Key, n)).WakeAsync();
    }

    private bool TakesForceNow(AgreementBook book) =>
        book.Versions.Skip(1).Any(version => version.Agreement.InForceFrom > clock.Now - Around && version.Agreement.InForceFrom < clock.Now + Around);

    [LoggerMessage(LogLevel.Warning, "The look for new versions of agreements failed; it is repeated")]
    private static partial void LogRoundFailed(ILogger logger, Exception why);
}
