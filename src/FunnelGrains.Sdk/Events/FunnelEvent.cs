using System.Text.Json.Nodes;

namespace FunnelGrains.Sdk;

/// <summary>Something that happened to a lead. Immutable once posted; known for ever by <see cref="Lead"/> and <see cref="Id"/>.</summary>
public sealed class FunnelEvent
{
    /// <summary>
    /// 1 to 200 characters, chosen by the sender so that the same happening always has the same id. Absent with <see cref="OccurredAt"/>: the server
    /// takes a hash of the event, so that the same event posted twice counts once. Absent without it: each post counts, once.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The lead's id, 1 to 200 characters. Never an e-mail address or a telephone number.</summary>
    public required string Lead { get; init; }

    /// <summary>When it happened in business time; the server truncates it to milliseconds. Absent: when the server receives it.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Who did it, for example the sales rep's user name.</summary>
    public string? Actor { get; init; }

    /// <summary>What the type asks for, for example <c>{"stage": "mql"}</c>.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Name, e-mail, telephone, company: stored apart from <see cref="Data"/>, so that it can be erased.</summary>
    public JsonObject? Personal { get; init; }

    /// <summary>A copy with another id.</summary>
    public FunnelEvent WithId(string id) => new()
    {
        Id = id,
        Type = Type,
        Lead = Lead,
        OccurredAt = OccurredAt,
        Actor = Actor,
        Data = Data,
        Personal = Personal,
    };

    /// <summary>Type, lead and id; never <see cref="Data"/> or <see cref="Personal"/>, so that it may be logged.</summary>
    public override string ToString() => $"{Type} {Lead} {Id}".TrimEnd();
}
