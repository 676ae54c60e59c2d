using System.Text.Json;

namespace FunnelGrains.Web.Ingest;

/// <summary>An event's parts as its sender spelled them, whatever the kind of body.</summary>
/// <param name="Id">Null when absent.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Lead">The lead's id.</param>
/// <param name="At">When it happened; null when absent.</param>
/// <param name="Actor">Who did it; null when absent.</param>
/// <param name="Data">Undefined when absent.</param>
/// <param name="Personal">Undefined when absent.</param>
/// <param name="Names">Where each stands, to name what is wrong.</param>
internal readonly record struct EventEnvelope(
    string? Id, string? Type, string? Lead, string? At, string? Actor, JsonElement Data, JsonElement Personal, EventNames Names);

/// <summary>JSON pointers of an event's parts in one kind of body.</summary>
internal sealed record EventNames(string Lead, string At, string Data, string Personal)
{
    public static readonly EventNames Own = new("/lead", "/occurredAt", "/data", "/personal");
}
