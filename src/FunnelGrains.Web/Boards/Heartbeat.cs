using NodaTime;

namespace FunnelGrains.Web.Boards;

/// <summary>The sign of life that every board gets at least every 5 s.</summary>
/// <param name="At">The server's time.</param>
/// <param name="Build">The build of the server and its page; a board that was loaded with another one reloads.</param>
/// <param name="DataAt">When the oldest of the shards last told anything; null while nothing was heard yet.</param>
internal sealed record Heartbeat(Instant At, string Build, Instant? DataAt);
