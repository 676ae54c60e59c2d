using FunnelGrains.Storage.Archive;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    /// <summary>A segment that is not full waits for a tenth of the time more: some ten files are what a quiet shard gets in that time.</summary>
    private const int PartsOfTheTime = 10;

    /// <summary>
    /// Archives what has become old, once in a while. It runs beside all else and fails alone: a full disk or an archive that cannot be reached is told, and tried again at the next look.
    /// </summary>
    private async Task ArchiveLoopAsync()
    {
        if (options.ArchiveAfter is not { } after) return;
        var (old, older) = (Duration.FromTimeSpan(after), Duration.FromTimeSpan(after + (after / PartsOfTheTime)));
        while (true)
        {
            await Task.Delay(options.ArchiveInterval, clock.Provider, ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (ended.IsCancellationRequested) return;
            try
            {
                while (await journal.ArchiveAsync(shard, new ArchiveOrder(savedSeq, clock.Now - old, clock.Now - older), ended.Token) is { } archived)
                    LogArchived(logger, shard.ToString(), archived.First, archived.Last, archived.File, archived.Bytes);
            }
            catch (Exception failed)
            {
                // Whatever fails while the shard is being closed fails because of that.
                if (ended.IsCancellationRequested) return;
                LogNotArchived(logger, failed, shard.ToString());
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Shard {Shard}: rows {First} to {Last} are archived in {File} ({Bytes} bytes)")]
    private static partial void LogArchived(ILogger logger, string shard, long first, long last, string file, long bytes);

    [LoggerMessage(LogLevel.Error, "Shard {Shard}: a lead cannot be shown, since archived rows of it cannot be read")]
    private static partial void LogUnreadable(ILogger logger, Exception why, string shard);

    [LoggerMessage(LogLevel.Error, "Shard {Shard} could not archive old rows; they stay where they are until it can")]
    private static partial void LogNotArchived(ILogger logger, Exception why, string shard);
}
