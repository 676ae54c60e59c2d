using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Ingest;

/// <summary>An event that passed the door: parsed and valid in itself.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Id">Given, or made at the door; never empty.</param>
/// <param name="Type">A postable type.</param>
/// <param name="OccurredAt">Truncated to milliseconds.</param>
/// <param name="TimeGiven">Whether the sender said when; if not, a repeat at another time is no difference.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Data">What the type carries.</param>
/// <param name="Personal">Personal data as JSON text; null without.</param>
[GenerateSerializer, Immutable, Alias("fg.incoming")]
public sealed record IncomingEvent(
    string Lead, string Id, EventType Type, Instant OccurredAt, bool TimeGiven, string? Actor, EventData Data, string? Personal);

/// <summary>What became of one event.</summary>
public enum OutcomeStatus : byte
{
    /// <summary>Durable and counted.</summary>
    Accepted,

    /// <summary>Was here before with the same content.</summary>
    Duplicate,

    /// <summary>Was here before with other content; the first stands.</summary>
    DuplicateDiffers,

    /// <summary>Will never be taken as it is; see the error.</summary>
    Refused,

    /// <summary>Not known to be stored: send it again.</summary>
    Retry,
}

/// <summary>What became of one event, and why.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Pointer">For a refusal, the JSON pointer of the bad field within the event, for example <c>/data/stage</c>.</param>
/// <param name="Error">For a refusal, the reason in words.</param>
[GenerateSerializer, Immutable, Alias("fg.outcome")]
public readonly record struct EventOutcome(OutcomeStatus Status, string? Pointer = null, string? Error = null);

/// <summary>What became of the events of one call, in their order.</summary>
/// <param name="Outcomes">One for each event.</param>
/// <param name="RetryAfter">When some are to be sent again: not before this long. Null when none.</param>
/// <param name="Overloaded">They are to be sent again because too many wait: whoever asks at once makes it worse.</param>
[GenerateSerializer, Immutable, Alias("fg.postanswer")]
public sealed record PostAnswer(ImmutableArray<EventOutcome> Outcomes, TimeSpan? RetryAfter, bool Overloaded = false);
