using System.Text.Json;
using FunnelGrains.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace FunnelGrains.Web.Live;

/// <summary>The live board: <c>Watch</c> answers with a whole frame, then changes follow.</summary>
[Authorize(Policy = Caller.Display)]
internal sealed class BoardHub(BoardFeeds feeds, LiveAccess access, KnownAccess known) : Hub
{
    /// <summary>Begins, or begins anew after a gap, or when a display's settings were changed.</summary>
    /// <param name="board">The board's name; all boards of a workspace show the same.</param>
    public async Task<JsonElement> Watch(string board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return await feeds.Of(Context.User!.Workspace()).WatchAsync(Context.ConnectionId, Context.ConnectionAborted, await NamesAsync());
    }

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        access.Add(Context);
        BoardMetrics.Connected.Add(1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        access.Remove(Context);
        feeds.Forget(Context.User!.Workspace(), Context.ConnectionId);
        BoardMetrics.Connected.Add(-1);
        return Task.CompletedTask;
    }

    private async Task<PersonNames> NamesAsync() =>
        Context.User!.DisplayId() is { } id && await known.FindDisplayAsync(id) is { } display ? Naming.Of(display.Settings.Names) : PersonNames.Initials;
}
