using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Storage.Notices;

/// <summary>What a claim found.</summary>
/// <param name="Number">The claim.</param>
/// <param name="Endpoints">The endpoints, by id.</param>
/// <param name="Cursors">How far each shard's journal was read; shards never read are absent.</param>
/// <param name="LastAttempts">The number of each endpoint's last attempt; endpoints never tried are absent.</param>
public sealed record NoticeClaim(
    long Number, IReadOnlyList<NoticeEndpoint> Endpoints, IReadOnlyDictionary<int, long> Cursors, IReadOnlyDictionary<string, long> LastAttempts);

/// <summary>An endpoint as it is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">JSON.</param>
public sealed record NoticeEndpoint(string Id, string Document);

/// <summary>A message to one endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Id">The same at every attempt.</param>
/// <param name="Dead">Whether it is tried no more, until somebody says so.</param>
/// <param name="CreatedAt">When its first announcement was taken over.</param>
/// <param name="FirstTriedAt">When it was first tried; null before.</param>
/// <param name="NextAt">When it is to be tried.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="Reason">Why the last attempt failed, in a word; null before.</param>
/// <param name="Detail">Likewise, in words; null before.</param>
/// <param name="Document">What it tells, JSON.</param>
public sealed record Notice(
    string Endpoint, string Id, bool Dead, Instant CreatedAt, Instant? FirstTriedAt, Instant NextAt, int Attempts, string? Reason, string? Detail, string Document);

/// <summary>How many messages an endpoint has.</summary>
public sealed record NoticeCount(string Endpoint, long Waiting, long Dead);

/// <summary>One attempt at an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Number">From 1, ascending.</param>
/// <param name="Notice">The message.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Attempt">Which attempt at the message, from 1.</param>
/// <param name="Reason"><c>delivered</c>, else what failed, in a word.</param>
/// <param name="Detail">What failed, in words; null for a delivery.</param>
/// <param name="Code">The status that the receiver answered; null where it answered none.</param>
public sealed record NoticeAttempt(string Endpoint, long Number, string Notice, Instant At, Duration Took, int Attempt, string Reason, string? Detail, int? Code);

/// <summary>Rows that announce something.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Through">Every such row up to and with this one was looked at: the last of the rows, or the end of the journal at that moment.</param>
/// <param name="ArchivedThrough">The last archived row at that moment, 0 for none: rows up to there were not looked at.</param>
public sealed record AnnouncedRows(IReadOnlyList<JournalRow> Rows, long Through, long ArchivedThrough);

/// <summary>An announcement that waits for the hours of whom it is for, before it becomes a message.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Id">The announcement's id.</param>
/// <param name="Until">When it is looked at again.</param>
/// <param name="Document">What it tells, JSON.</param>
public sealed record HeldAnnouncement(string Endpoint, string Id, Instant Until, string Document);

/// <summary>What is written at once.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Claim">Who writes: must be the last claim.</param>
public sealed record NoticeWrite(string Workspace, long Claim)
{
    /// <summary>How far shards were read.</summary>
    public IReadOnlyCollection<(int Shard, long Seq)> Cursors { get; init; } = [];

    /// <summary>Endpoints that are new or changed, whole.</summary>
    public IReadOnlyCollection<NoticeEndpoint> Endpoints { get; init; } = [];

    /// <summary>Endpoints to forget with all their messages and attempts.</summary>
    public IReadOnlyCollection<string> Forgotten { get; init; } = [];

    /// <summary>New messages; one that is there already stays as it is.</summary>
    public IReadOnlyCollection<Notice> Added { get; init; } = [];

    /// <summary>Messages that changed, whole; one that is not there any more stays away.</summary>
    public IReadOnlyCollection<Notice> Changed { get; init; } = [];

    /// <summary>Messages that were delivered.</summary>
    public IReadOnlyCollection<(string Endpoint, string Id)> Done { get; init; } = [];

    /// <summary>Announcements that wait; one that waits already waits until then.</summary>
    public IReadOnlyCollection<HeldAnnouncement> Held { get; init; } = [];

    /// <summary>Announcements that wait no more: endpoint and id.</summary>
    public IReadOnlyCollection<(string Endpoint, string Id)> LetGo { get; init; } = [];

    /// <summary>Attempts; of each endpoint the last 1,000 are kept.</summary>
    public IReadOnlyCollection<NoticeAttempt> Attempts { get; init; } = [];

    /// <summary>Dead messages made before this instant are forgotten; null for none.</summary>
    public Instant? ForgetDeadBefore { get; init; }
}
