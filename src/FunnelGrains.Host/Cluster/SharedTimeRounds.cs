using FunnelGrains.Storage.Postgres.Cluster;

namespace FunnelGrains.Host.Cluster;

/// <summary>Measures the database's time again and again, since stopwatches drift, and stand still with a machine that sleeps.</summary>
internal sealed partial class SharedTimeRounds(SharedTime time, PostgresCluster database, ILogger<SharedTimeRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>From here on it is told: the machines' clocks should be looked after.</summary>
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round);
        do
        {
            try
            {
                await time.MeasureAsync(database, stoppingToken);
                if (time.Offset.Duration() > Notable) LogOff(logger, time.Offset.TotalSeconds);
            }
            catch (Exception unreachable)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogUnknown(logger, unreachable.Message);
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "This machine's clock is {Seconds} s behind the database's (negative: ahead); the database's counts")]
    private static partial void LogOff(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Warning, "The database's time could not be read: {Why}")]
    private static partial void LogUnknown(ILogger logger, string why);
}
