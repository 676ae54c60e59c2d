using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Web.Live;

/// <summary>One feed a workspace that somebody looks at.</summary>
internal sealed class BoardFeeds(IGrainFactory grains, IHubContext<BoardHub> hub, TimeProvider time, IHostApplicationLifetime life, ILogger<BoardFeed> logger)
{
    private readonly ConcurrentDictionary<string, Lazy<BoardFeed>> feeds = new(StringComparer.Ordinal);

    public BoardFeed Of(string workspace) => feeds.GetOrAdd(
        workspace, key => new Lazy<BoardFeed>(() => new BoardFeed(key, grains, hub, time, life.ApplicationStopping, logger))).Value;

    /// <summary>A connection ended, which may have watched or not.</summary>
    public void Forget(string workspace, string connection)
    {
        if (feeds.TryGetValue(workspace, out var feed)) feed.Value.Forget(connection);
    }
}
