using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Grains.Meetings;

/// <summary>Tells each workspace's book of meetings, again and again, that time passed: a meeting whose silo died in the middle is gone on with within a round.</summary>
internal sealed partial class MeetingKeeper(
    IGrainFactory grains, IWorkspaces workspaces, ServerClock clock, IOptions<MeetingOptions> options, ILogger<MeetingKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Tracing.Leave();
        using var rounds = new PeriodicTimer(options.Value.Interval, clock.Provider);
        do
        {
            try
            {
                foreach (var workspace in await workspaces.AllAsync(stoppingToken))
                    grains.GetGrain<IMeetingBookGrain>(MeetingKey.Book(workspace.Key)).KeepUpAsync().Ignore();
            }
            catch (Exception failed)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogRoundFailed(logger, failed);
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The meetings' keeper could not look whose time has come; it tries again")]
    private static partial void LogRoundFailed(ILogger logger, Exception why);
}
