using FunnelGrains.Domain;
using NodaTime;

namespace FunnelGrains.Storage.Notices;

/// <summary>
/// The messages that are to go out, with the endpoints they go to and how far the journal was read for them: one store, so that an announcement becomes messages in the same
/// transaction in which it is noted as read. One writer a workspace: who claimed last. Every method may be called from any thread.
/// </summary>
public interface INotices
{
    /// <summary>The workspaces with an endpoint.</summary>
    Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancel);

    /// <summary>Takes the workspace over: from now on only writes with the claim that is answered succeed.</summary>
    Task<NoticeClaim> ClaimAsync(string workspace);

    /// <summary>Writes in one transaction, durable when it answers.</summary>
    /// <returns>False when another one has claimed the workspace: nothing was written.</returns>
    /// <exception cref="NoticesUnavailableException">Locked, full or lost: whether it was written is unknown.</exception>
    Task<bool> WriteAsync(NoticeWrite write);

    /// <summary>Messages of an endpoint that wait, by when they are to be tried, then by id.</summary>
    Task<IReadOnlyList<Notice>> ReadWaitingAsync(string workspace, string endpoint, int limit, CancellationToken cancel);

    /// <summary>Dead messages of an endpoint by id (UTF-8 bytes).</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="after">Only those behind this id; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyList<Notice>> ReadDeadAsync(string workspace, string endpoint, string? after, int limit, CancellationToken cancel);

    /// <summary>A message that waits or is dead; null when there is none.</summary>
    Task<Notice?> FindAsync(string workspace, string endpoint, string id, CancellationToken cancel);

    /// <summary>Announcements that wait until an instant or an earlier one, by that, then by endpoint and id.</summary>
    Task<IReadOnlyList<HeldAnnouncement>> ReadHeldAsync(string workspace, Instant until, int limit, CancellationToken cancel);

    /// <summary>How many messages of each endpoint wait and are dead; endpoints without are absent.</summary>
    Task<IReadOnlyList<NoticeCount>> CountAsync(string workspace, CancellationToken cancel);

    /// <summary>What was tried at an endpoint, the latest first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="before">Only those before this number; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyList<NoticeAttempt>> ReadAttemptsAsync(string workspace, string endpoint, long? before, int limit, CancellationToken cancel);

    /// <summary>The rows of a shard that announce something (<c>sla.…</c> and <c>deal.won</c>), ascending, with how far that reading goes.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="afterSeq">Only rows after this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<AnnouncedRows> ReadAnnouncedAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel);
}

/// <summary>The messages could not be written or read.</summary>
public sealed class NoticesUnavailableException(string message, Exception? inner = null) : UnavailableException(message, inner);
