using System.Runtime.CompilerServices;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>
    /// Follows the board: first what it shows, then each change, breach, celebration and heartbeat, until it is cancelled. Patches are put
    /// together here, so every <see cref="BoardShown"/> carries a whole frame. A lost link is made again for ever, with growing waits of at most 30 s;
    /// what changed meanwhile comes as one frame, breaches and celebrations told meanwhile do not come again. The key needs the scope <c>display</c> or <c>read</c>.
    /// </summary>
    /// <remarks>Messages that nobody takes wait, at most 1,024 of them; then the oldest are lost and the next frame is a whole one again.</remarks>
    /// <exception cref="FunnelUnreachableException">The first connection failed.</exception>
    /// <exception cref="FunnelApiException">The server refuses the key, at first or when the link was made again.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<BoardNews> FollowBoardAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var link = new BoardLink(options);
        await foreach (var news in link.FollowAsync(cancellationToken))
            yield return news;
    }
}
