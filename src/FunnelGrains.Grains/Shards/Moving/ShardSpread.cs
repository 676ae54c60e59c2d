using FunnelGrains.Grains.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace FunnelGrains.Grains.Shards.Moving;

/// <summary>
/// Spreads the shards over the silos: one that has two more than another gives it one, then looks again. Without it the shards would stay where they were opened first, so that a silo
/// that comes later, or comes back, had nothing to do.
/// </summary>
internal sealed partial class ShardSpread(
    OwnShards open, IEnumerable<IShardMap> maps, ISiloStatusOracle silos, ServerClock clock, IOptions<ShardOptions> options, ILogger<ShardSpread> logger)
    : BackgroundService
{
    private HashSet<SiloAddress> before = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (maps.FirstOrDefault() is not { } map) return;
        using var looks = new PeriodicTimer(options.Value.SpreadInterval, clock.Provider);
        while (await looks.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(map);
            }
            catch (Exception failed)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogLookFailed(logger, failed);
            }
        }
    }

    private async Task LookAsync(IShardMap map)
    {
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.ToHashSet();
        var isSettled = active.SetEquals(before);
        before = active;
        // Shards of one that has just gone are still on their way.
        if (!isSettled || open.Count < 2) return;
        active.RemoveWhere(silo => silo.Equals(silos.SiloAddress) || !silo.IsSeasoned(options.Value));
        if (active.Count == 0) return;
        var counts = await map.CountAsync();
        var least = active.MinBy(silo => (counts.GetValueOrDefault(silo), silo))!;
        if (open.Count - counts.GetValueOrDefault(least) < 2) return;
        LogMoves(logger, open.Count, least, counts.GetValueOrDefault(least));
        await open.MoveOneAsync(least);
    }

    [LoggerMessage(LogLevel.Information, "Of the {Own} shards here one goes to {Other}, which has {Others}")]
    private static partial void LogMoves(ILogger logger, int own, SiloAddress other, int others);

    [LoggerMessage(LogLevel.Warning, "The look at how the shards are spread failed; it is made again")]
    private static partial void LogLookFailed(ILogger logger, Exception why);
}
