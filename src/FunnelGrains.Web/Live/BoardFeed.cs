using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Boards;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Web.Live;

/// <summary>
/// A workspace's frames on their way to its boards: one observer of the funnel for this node, and for each connection the last frame it was sent and
/// one send on its way, so that a slow board gets fewer and larger changes, and never a queue.
/// </summary>
internal sealed partial class BoardFeed : IBoardObserver
{
    private const string Breached = "Breached";
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly string Build = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N");
    private readonly ConcurrentDictionary<string, BoardLink> links = new(StringComparer.Ordinal);
    private readonly IFunnelGrain funnel;
    private readonly IGrainFactory grains;
    private readonly IHubContext<BoardHub> hub;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IBoardObserver reference;
    private readonly RecentIds told = new();
    private readonly RecentWords breaches;
    private volatile NamedFrame? latest;
    private long heard;

    public BoardFeed(string workspace, IGrainFactory grains, IHubContext<BoardHub> hub, TimeProvider time, CancellationToken stopping, ILogger logger)
    {
        (this.grains, this.hub, this.time, this.logger) = (grains, hub, time, logger);
        breaches = new RecentWords(time);
        funnel = grains.GetGrain<IFunnelGrain>(workspace);
        reference = grains.CreateObjectReference<IBoardObserver>(this);
        _ = RenewAsync(stopping);
    }

    /// <summary>How many connections are told of changes.</summary>
    public int Boards => links.Count;

    /// <summary>The whole frame now; changes follow until the connection ends, which <see cref="Forget"/> is to be told. It may be asked for again at any time.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="aborted">Set before the connection's end is told.</param>
    /// <param name="names">How it names persons, from now on.</param>
    public async Task<JsonElement> WatchAsync(string connection, CancellationToken aborted, PersonNames names = PersonNames.Initials)
    {
        if (latest is null) Take(await funnel.ObserveAsync(reference));
        var frame = latest!.Texts.As(names);
        var link = new BoardLink(hub.Clients.Client(connection), names, frame, () => latest!.Texts.As(names), time);
        var isNew = !links.ContainsKey(connection);
        links[connection] = link;
        // The end was told meanwhile, or will be. A registration with the token would be one more each time that this is asked.
        if (aborted.IsCancellationRequested) Forget(connection);
        await link.BeatAsync(Beat());
        // After the link is there, so that none falls between: one that comes twice is known by its id.
        foreach (var breach in isNew ? breaches.Lately() : []) link.Tell(Breached, breach.As(names));
        return frame.Whole;
    }

    /// <summary>The connection ended.</summary>
    public void Forget(string connection) => links.TryRemove(connection, out _);

    /// <inheritdoc/>
    public Task FrameChangedAsync(BoardFrame frame)
    {
        using var span = FrameTrace.Begin();
        Take(frame);
        foreach (var link in links.Values) link.Push();
        span?.SetTag("funnelgrains.boards", links.Count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task BreachedAsync(BoardBreach breach)
    {
        if (!told.Add(breach.Id)) return Task.CompletedTask;
        var text = new Named<JsonElement>(names => JsonSerializer.SerializeToElement(breach.As(names), WireJson.Options));
        breaches.Add(text);
        Tell(Breached, text);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CelebratedAsync(Celebration what)
    {
        Tell("Celebrated", new(names => JsonSerializer.SerializeToElement(what.As(names), WireJson.Options)));
        return Task.CompletedTask;
    }

    private void Tell(string method, Named<JsonElement> what)
    {
        foreach (var link in links.Values) link.Tell(method, what.As(link.Names));
    }

    private void Take(BoardFrame frame)
    {
        if (latest is { } known && known.Frame.Epoch == frame.Epoch && known.Frame.Revision >= frame.Revision) return;
        latest = new NamedFrame(frame, new(names => new FrameText(frame.As(names))));
    }

    private sealed record NamedFrame(BoardFrame Frame, Named<FrameText> Texts);

    private JsonElement Beat() => JsonSerializer.SerializeToElement(
        new Heartbeat(Instant.FromDateTimeOffset(time.GetUtcNow()), Build, latest?.Frame.DataAt), WireJson.Options);

    /// <summary>Renews the observer, which a restarted silo has forgotten, asks for what it missed, and gives every board a sign of life.</summary>
    private async Task RenewAsync(CancellationToken stopping)
    {
        using var rounds = new PeriodicTimer(Renewal, time);
        do
        {
            try
            {
                await FrameChangedAsync(await funnel.ObserveAsync(reference));
                var announced = await funnel.AnnouncedAsync(heard);
                heard = announced.Last;
                foreach (var breach in announced.Breaches) await BreachedAsync(breach);
            }
            catch (Exception lost) when (!stopping.IsCancellationRequested)
            {
                LogLost(logger, lost);
            }

            var beat = Beat();
            foreach (var link in links.Values) link.Tell("Heartbeat", beat);
        }
        while (!stopping.IsCancellationRequested && await rounds.WaitForNextTickAsync(CancellationToken.None));
        grains.DeleteObjectReference<IBoardObserver>(reference);
    }

    [LoggerMessage(LogLevel.Warning, "The funnel does not answer; boards keep what they show, and its age")]
    private static partial void LogLost(ILogger logger, Exception why);
}
