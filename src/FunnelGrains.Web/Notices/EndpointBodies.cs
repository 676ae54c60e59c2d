using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Domain.Notices;
using NodaTime;

namespace FunnelGrains.Web.Notices;

/// <summary>An endpoint that is told what happens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>webhook</c>, <c>slack</c>, <c>teams</c> or <c>email</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Target">Where messages go; of <c>slack</c> and <c>teams</c> only the host is shown.</param>
/// <param name="Types">What it is told.</param>
/// <param name="Teams">Only of these teams; empty for all.</param>
/// <param name="Clauses">Only of these clauses; empty for all.</param>
/// <param name="Language"><c>pt</c> or <c>en</c>, for people.</param>
/// <param name="Recipients">For whom it stands: it is told the steps of escalations that are for one of them, in their hours; empty for nobody.</param>
/// <param name="CreatedAt">When it was made; what was announced before is not told to it.</param>
/// <param name="State"><c>active</c>, <c>failing</c> or <c>paused</c>.</param>
/// <param name="PauseReason">Why the server paused it; null where it did not.</param>
/// <param name="FailingSince">The first failure since the last delivery; null for none.</param>
/// <param name="LastReason">Why the last attempt failed; null where it did not.</param>
/// <param name="Waiting">Messages that wait.</param>
/// <param name="Dead">Messages that are tried no more.</param>
/// <param name="OldSecretUntil">Until when the secret before signs too; null for none.</param>
/// <param name="Secret">What signs; only in the answer that made the endpoint, else null.</param>
internal sealed record EndpointBody(
    string Id, string Kind, string Name, string Target, IReadOnlyList<string> Types, IReadOnlyList<string> Teams, IReadOnlyList<string> Clauses, string Language, IReadOnlyList<string> Recipients,
    Instant CreatedAt,
    string State, string? PauseReason, Instant? FailingSince, string? LastReason, long Waiting, long Dead, Instant? OldSecretUntil, string? Secret)
{
    public static EndpointBody Of(EndpointReading endpoint, string? secret = null) => new(
        endpoint.Id, NameOf(endpoint.Settings.Kind), endpoint.Settings.Name, endpoint.Settings.Target, endpoint.Settings.Types, endpoint.Settings.Teams, endpoint.Settings.Clauses,
        endpoint.Settings.Language, endpoint.Settings.Recipients.IsDefault ? [] : endpoint.Settings.Recipients, endpoint.CreatedAt, endpoint.Paused ? "paused" : endpoint.FailingSince is null ? "active" : "failing", endpoint.PauseReason, endpoint.FailingSince,
        endpoint.LastReason, endpoint.Waiting, endpoint.Dead, endpoint.OldSecretUntil, secret);

    private static string NameOf(EndpointKind kind) => kind switch
    {
        EndpointKind.Webhook => "webhook",
        EndpointKind.Slack => "slack",
        EndpointKind.Teams => "teams",
        EndpointKind.Email => "email",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>A secret just made.</summary>
/// <param name="Secret">What signs from now on; shown only here. The one before signs too, for a day.</param>
internal sealed record SecretBody(string Secret);

/// <summary>A message that is on its way.</summary>
/// <param name="Message">Its id, the header <c>webhook-id</c>.</param>
internal sealed record MessageBody(string Message);

/// <summary>How many messages are tried again.</summary>
/// <param name="Replayed">So many.</param>
internal sealed record ReplayBody(int Replayed);

/// <summary>One attempt to deliver a message.</summary>
/// <param name="Number">Its place among the endpoint's.</param>
/// <param name="Message">The message.</param>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Attempt">Which attempt at that message.</param>
/// <param name="Reason"><c>delivered</c>, else what failed: <c>refused</c>, <c>redirected</c>, <c>gone</c>, <c>timeout</c>, <c>refused_address</c>, <c>unknown_name</c>, <c>unreachable</c>, <c>tls</c>, <c>broken_off</c>, <c>mail_security</c>, <c>no_mail_server</c>, <c>fault</c>.</param>
/// <param name="Detail">What failed, in words; null for a delivery.</param>
/// <param name="Code">The status that was answered; null for none.</param>
internal sealed record AttemptBody(long Number, string Message, Instant At, long Milliseconds, int Attempt, string Reason, string? Detail, int? Code)
{
    public static AttemptBody Of(AttemptReading one) => new(one.Number, one.Notice, one.At, (long)one.Took.TotalMilliseconds, one.Attempt, one.Reason, one.Detail, one.Code);
}

/// <summary>A message that is tried no more.</summary>
/// <param name="Message">Its id.</param>
/// <param name="CreatedAt">When it was made, or last tried anew.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why the last attempt failed, in a word; <c>queue_full</c> where there was none.</param>
/// <param name="Detail">Likewise, in words.</param>
/// <param name="Announcements">The first of what it tells.</param>
/// <param name="Count">How many things it tells.</param>
internal sealed record DeadBody(string Message, Instant CreatedAt, int Attempts, string? Reason, string? Detail, IReadOnlyList<AnnouncementBody> Announcements, int Count)
{
    public static DeadBody Of(DeadNotice one) => new(
        one.Id, one.CreatedAt, one.Attempts, one.Reason, one.Detail, [.. one.Announcements.Select(told => new AnnouncementBody(told.Id, told.Type, told.Lead, told.At))], one.Count);
}

/// <summary>What a message tells.</summary>
/// <param name="Id">Of a breach, its id.</param>
/// <param name="Type">For example <c>sla.breached</c>.</param>
/// <param name="Lead">The lead; null for none.</param>
/// <param name="At">When it was announced.</param>
internal sealed record AnnouncementBody(string Id, string Type, string? Lead, Instant At);
