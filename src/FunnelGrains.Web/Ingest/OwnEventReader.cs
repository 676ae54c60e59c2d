using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads an event in our own spelling: each member once, in any order.</summary>
internal static class OwnEventReader
{
    public const int LongestId = 200;

    /// <param name="json">A value without duplicate members.</param>
    /// <param name="errors">Gets what is wrong.</param>
    public static EventEnvelope Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "an event must be a JSON object"));
            return default;
        }

        string? id = null, type = null, lead = null, at = null, actor = null;
        JsonElement data = default, personal = default;
        var (hasLead, hasType) = (false, false);
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value;
            if (member.NameEquals("id"u8)) id = EventFields.Text(value, "/id", LongestId, errors);
            else if (member.NameEquals("type"u8)) (type, hasType) = (EventFields.Text(value, "/type", LongestId, errors), value.ValueKind != JsonValueKind.Null);
            else if (member.NameEquals("lead"u8)) (lead, hasLead) = (Lead(value, errors), value.ValueKind != JsonValueKind.Null);
            else if (member.NameEquals("occurredAt"u8)) at = EventFields.Text(value, "/occurredAt", LongestId, errors);
            else if (member.NameEquals("actor"u8)) actor = EventFields.Text(value, "/actor", LongestId, errors);
            else if (member.NameEquals("data"u8)) data = value;
            else if (member.NameEquals("personal"u8)) personal = value;
            else if (JsonText.NameOf(member) is { } name) EventFields.Note(errors, new FieldError(FieldError.Below("", EventFields.Shown(name)), "is not a member of an event"));
            else EventFields.Note(errors, new FieldError("", "has a member whose name is not valid Unicode"));
        }

        if (!hasType) errors.Add(new FieldError("/type", "is required"));
        if (!hasLead) errors.Add(new FieldError("/lead", "is required"));
        return new EventEnvelope(id, type, lead, at, actor, data, personal, EventNames.Own);
    }

    private static string? Lead(JsonElement value, List<FieldError> errors)
    {
        if (value.ValueKind != JsonValueKind.Object) return EventFields.Text(value, "/lead", LongestId, errors);
        errors.Add(new FieldError("/lead", "identifiers of a lead are not supported yet; send its id"));
        return null;
    }
}
