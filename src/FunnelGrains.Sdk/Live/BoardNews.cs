using System.Text.Json;

namespace FunnelGrains.Sdk;

/// <summary>Something that a board hears while it is followed with <see cref="FunnelClient.FollowBoardAsync"/>.</summary>
public abstract record BoardNews
{
    private protected BoardNews()
    {
    }

    /// <summary>The hub's message that brought it; null for news of the link itself.</summary>
    public HubMessage? Sent { get; init; }
}

/// <summary>A message as the hub sent it.</summary>
/// <param name="Method">The hub's method, for example <c>BoardChanged</c>; <c>Watch</c> for the answer to a request for the whole frame.</param>
/// <param name="Payload">What it carried: a frame or a patch, a breach, a celebration, a heartbeat.</param>
public sealed record HubMessage(string Method, JsonElement Payload);

/// <summary>The board now shows this; the first news, and again after each change.</summary>
/// <param name="Frame">Whole, whether the hub sent a frame or a patch.</param>
public sealed record BoardShown(BoardFrame Frame) : BoardNews;

/// <summary>A breach was announced. At least once: the same <see cref="BoardBreach.Id"/> is the same breach.</summary>
/// <param name="Breach">The breach.</param>
public sealed record BreachTold(BoardBreach Breach) : BoardNews;

/// <summary>Something to celebrate, at most once.</summary>
/// <param name="What">What.</param>
public sealed record CelebrationTold(BoardCelebration What) : BoardNews;

/// <summary>The server's sign of life, at least every 5 s.</summary>
/// <param name="At">The server's time.</param>
/// <param name="Build">The server's build.</param>
/// <param name="DataAt">When the oldest of the server's shards last told anything; null while nothing was heard yet.</param>
public sealed record Heartbeat(DateTimeOffset At, string Build, DateTimeOffset? DataAt) : BoardNews;

/// <summary>The link is lost and is being made again; what was shown may be old.</summary>
/// <param name="Reason">Why, in words.</param>
public sealed record LinkLost(string Reason) : BoardNews;

/// <summary>The link is there again; a whole frame follows.</summary>
public sealed record LinkRestored : BoardNews;
