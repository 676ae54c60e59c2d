using System.Collections.Immutable;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Notices;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Notices;

/// <summary>An endpoint with how it is; without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">What is set. Of an address that lets in whoever knows it (Slack, Teams) the target has the host only.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Paused">Whether nothing is sent to it.</param>
/// <param name="PauseReason">Why it was paused without being asked; null where it was not.</param>
/// <param name="FailingSince">The first failure since the last delivery; null where that was no failure.</param>
/// <param name="LastReason">Why the last attempt failed, in words; null where it did not.</param>
/// <param name="Waiting">Messages that wait.</param>
/// <param name="Dead">Messages that are tried no more.</param>
/// <param name="OldSecretUntil">Until when the secret before signs too; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("fg.endpoint")]
public sealed record EndpointReading(
    string Id, EndpointSettings Settings, Instant CreatedAt, bool Paused, string? PauseReason, Instant? FailingSince, string? LastReason, long Waiting, long Dead,
    Instant? OldSecretUntil);

/// <summary>What became of an endpoint that was put.</summary>
/// <param name="Errors">What is wrong with it, by JSON pointers (as texts, each followed by what is wrong there); nothing was kept unless empty.</param>
/// <param name="Endpoint">As it is now; null where something is wrong.</param>
/// <param name="Secret">Of a new webhook, told only now; null for others.</param>
/// <param name="Created">Whether it is new.</param>
[GenerateSerializer, Immutable, Alias("fg.endpointput")]
public sealed record EndpointPut(ImmutableArray<string> Errors, EndpointReading? Endpoint, string? Secret, bool Created);

/// <summary>One attempt to deliver a message.</summary>
/// <param name="Number">Its place among those of the endpoint.</param>
/// <param name="Notice">The message.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Attempt">Which attempt at the message.</param>
/// <param name="Reason"><c>delivered</c>, else what failed, in a word.</param>
/// <param name="Detail">What failed, in words.</param>
/// <param name="Code">The status that was answered.</param>
[GenerateSerializer, Immutable, Alias("fg.noticeattempt")]
public sealed record AttemptReading(long Number, string Notice, Instant At, TimeSpan Took, int Attempt, string Reason, string? Detail, int? Code);

/// <summary>A message that is tried no more.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why the last attempt failed, in a word.</param>
/// <param name="Detail">Likewise, in words.</param>
/// <param name="Announcements">The first of what it tells.</param>
/// <param name="Count">How many announcements it tells.</param>
[GenerateSerializer, Immutable, Alias("fg.deadnotice")]
public sealed record DeadNotice(
    string Id, Instant CreatedAt, int Attempts, string? Reason, string? Detail, ImmutableArray<Announcement> Announcements, int Count);
