using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

/// <summary>The server's word on one event of a post.</summary>
public sealed record EventResult
{
    /// <summary>The event's place in the posted list, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The event's id, the given one or the one the server made.</summary>
    public string? Id { get; init; }

    /// <summary>What became of it.</summary>
    public EventStatus Status { get; init; }

    /// <summary>For a refused event: the reasons, by the JSON pointer of the bad field.</summary>
    [JsonConverter(typeof(FieldErrorsConverter))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>True for a duplicate whose content is not that of the first event of the id.</summary>
    public bool Differs { get; init; }
}
