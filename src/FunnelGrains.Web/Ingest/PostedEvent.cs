using System.Text.Json;
using NodaTime;

namespace FunnelGrains.Web.Ingest;

/// <summary>What happened to a lead.</summary>
/// <remarks>Only described by this type; <see cref="OwnEventReader"/> reads it.</remarks>
/// <param name="Type"><c>lead.captured</c>, <c>lead.stage_changed</c>, <c>lead.rejected</c>, <c>lead.recycled</c>, <c>lead.assigned</c>, <c>lead.touched</c>, <c>lead.updated</c>, <c>deal.won</c> or <c>deal.lost</c>.</param>
/// <param name="Lead">The lead's id, 1 to 200 characters; never an e-mail address or a phone number.</param>
/// <param name="Id">1 to 200 characters; the same id of the same lead is the same event, for ever. Absent: a hash of the event without its personal data.</param>
/// <param name="OccurredAt">With an offset, truncated to milliseconds, at most 5 minutes ahead. Absent: now.</param>
/// <param name="Actor">Who did it, at most 200 characters.</param>
/// <param name="Data">What the type carries: <c>stage</c>, <c>reason</c>, <c>owner</c>, <c>team</c>, <c>channel</c>, <c>outcome</c>, <c>automated</c>, <c>amount</c>, <c>currency</c>, or attributes.</param>
/// <param name="Personal">Kept apart, so that it can be erased.</param>
internal sealed record PostedEvent(string Type, string Lead, string? Id = null, Instant? OccurredAt = null, string? Actor = null, JsonElement? Data = null, PostedPerson? Personal = null);

/// <summary>Personal data of a lead; at most 500 characters each.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <param name="Company">The company.</param>
internal sealed record PostedPerson(string? Name = null, string? Email = null, string? Phone = null, string? Company = null);

/// <summary>A CloudEvent 1.0 in JSON.</summary>
/// <remarks>Only described by this type; <see cref="CloudEvents.StructuredReader"/> reads it.</remarks>
/// <param name="Specversion"><c>1.0</c>.</param>
/// <param name="Id">With the source it is the event's identity.</param>
/// <param name="Source">A URI reference.</param>
/// <param name="Type">As in our own spelling.</param>
/// <param name="Subject">The lead's id, where the extension <c>lead</c> does not give it.</param>
/// <param name="Time">RFC 3339.</param>
/// <param name="Datacontenttype">JSON, when given.</param>
/// <param name="Data">As in our own spelling; a member <c>personal</c> in it is the personal data.</param>
/// <param name="Lead">Extension: the lead's id, for senders whose subject is something else.</param>
/// <param name="Actor">Extension: who did it.</param>
internal sealed record PostedCloudEvent(
    string Specversion, string Id, string Source, string Type, string? Subject = null, Instant? Time = null, string? Datacontenttype = null, JsonElement? Data = null,
    string? Lead = null, string? Actor = null);
