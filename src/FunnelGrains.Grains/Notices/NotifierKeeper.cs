using System.Collections.Frozen;
using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Grains.Time;
using FunnelGrains.Storage.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Grains.Notices;

/// <summary>Wakes the notifier of each workspace that has an endpoint, again and again: one whose silo died, or that gave up, is at work again within a round.</summary>
internal sealed partial class NotifierKeeper(
    IGrainFactory grains, INotices notices, ServerClock clock, IOptions<NotifierOptions> options, ILogger<NotifierKeeper> logger) : BackgroundService
{
    private FrozenSet<string> listening = [];

    /// <summary>Something was announced: a notifier that has somebody to tell looks at once.</summary>
    public void Announced(string workspace)
    {
        if (listening.Contains(workspace)) Wake(workspace);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Tracing.Leave();
        using var rounds = new PeriodicTimer(options.Value.Interval, clock.Provider);
        do
        {
            try
            {
                listening = (await notices.WorkspacesAsync(stoppingToken)).ToFrozenSet(StringComparer.Ordinal);
                foreach (var workspace in listening) Wake(workspace);
            }
            catch (Exception failed)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogRoundFailed(logger, failed);
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private void Wake(string workspace) => grains.GetGrain<INotifierGrain>(workspace).WakeAsync().Ignore();

    [LoggerMessage(LogLevel.Warning, "The notifiers' keeper could not look who listens; it tries again")]
    private static partial void LogRoundFailed(ILogger logger, Exception why);
}
