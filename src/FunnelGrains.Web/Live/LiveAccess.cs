using System.Collections.Concurrent;
using FunnelGrains.Web.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Web.Live;

/// <summary>A connection outlives the check at its beginning: here each is asked about again every second, and ended when its key or display was revoked or its browser signed out. And displays are told that they were seen.</summary>
internal sealed partial class LiveAccess(KnownAccess access, TimeProvider time, ILogger<LiveAccess> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>In rounds.</summary>
    private const int SeenEvery = 20;

    private readonly ConcurrentDictionary<string, HubCallerContext> connections = new(StringComparer.Ordinal);

    public void Add(HubCallerContext connection)
    {
        connections[connection.ConnectionId] = connection;
        if (connection.User!.DisplayId() is { } display) access.SeeDisplay(display, live: true);
    }

    public void Remove(HubCallerContext connection)
    {
        connections.TryRemove(connection.ConnectionId, out _);
        if (connection.User!.DisplayId() is { } display && !Displays().Contains(display)) access.SeeDisplay(display, live: false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        using var ended = stoppingToken.Register(rounds.Dispose);
        for (var round = 1; await rounds.WaitForNextTickAsync(CancellationToken.None); round++)
        {
            try
            {
                if (round % SeenEvery == 0)
                    foreach (var display in Displays()) access.SeeDisplay(display, live: true);
                foreach (var connection in connections.Values)
                    // Many boards have one key: it is asked for once a round.
                    if (!await access.HoldsAsync(connection.User!, Round / 2)) connection.Abort();
            }
            catch (Exception unknown)
            {
                // Of a node that ends nobody is to be told that something failed.
                if (stoppingToken.IsCancellationRequested) return;
                // While keys cannot be asked for, boards stay as they are.
                LogUnknown(logger, unknown);
            }
        }
    }

    private HashSet<string> Displays() => connections.Values.Select(connection => connection.User!.DisplayId()).OfType<string>().ToHashSet(StringComparer.Ordinal);

    [LoggerMessage(LogLevel.Warning, "Whether the boards' keys still hold could not be asked; the next round asks again")]
    private static partial void LogUnknown(ILogger logger, Exception why);
}
