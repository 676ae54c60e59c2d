using System.Text.Json.Serialization;

namespace FunnelGrains.Web.Ingest;

/// <summary>The answer to posted events.</summary>
/// <remarks>Only described by this type; <see cref="IngestText"/> writes it.</remarks>
/// <param name="Accepted">Durable and counted by now.</param>
/// <param name="Duplicates">Were here before.</param>
/// <param name="Refused">Will never be taken as they are.</param>
/// <param name="Results">What was not accepted; with <c>?results=all</c> every event.</param>
internal sealed record IngestAnswer(int Accepted, int Duplicates, int Refused, IReadOnlyList<EventResult> Results);

/// <summary>What became of one event.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Id">Its id, given or made.</param>
/// <param name="Status"><c>accepted</c>, <c>duplicate</c>, <c>refused</c> or <c>retry</c>.</param>
/// <param name="Differs">True for a duplicate with other content than the first.</param>
/// <param name="Errors">For a refusal: JSON pointer within the event to what is wrong.</param>
internal sealed record EventResult(
    int Index, string? Id, string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Differs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);
