using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Leads;
using Microsoft.Net.Http.Headers;
using NodaTime.Text;

namespace FunnelGrains.Web.Ingest.CloudEvents;

/// <summary>
/// The attributes of one CloudEvent (specification 1.0), from JSON or from headers. Own code, because the SDK's reader stops at the first thing wrong, also for
/// the good neighbours in a batch, and names no field.
/// </summary>
internal sealed class CloudEvent
{
    private static readonly EventNames BySubject = new("/subject", "/time", "/data", "/data/personal");
    private static readonly EventNames ByExtension = BySubject with { Lead = "/lead" };
    private string? id, source, type, version, subject, time, lead, actor;

    /// <summary>Each attribute that makes it no CloudEvent.</summary>
    public List<FieldError> Errors { get; } = [];

    /// <summary>The event's data, where it came as JSON; undefined without.</summary>
    public JsonElement Data { get; set; }

    /// <summary>Whether its data is said to be JSON, which is so when nothing is said.</summary>
    public bool IsJson { get; private set; } = true;

    /// <summary>Takes an attribute whose value is a text.</summary>
    public void Take(string name, string value)
    {
        switch (name)
        {
            case "id": id = NotEmpty(name, value); break;
            case "type": type = NotEmpty(name, value); break;
            case "source": source = NotEmpty(name, value); break;
            case "specversion": version = value; break;
            case "subject": subject = NotEmpty(name, value); break;
            case "time": time = Timestamp(value); break;
            case "datacontenttype": ContentType(value); break;
            case "dataschema": if (!Uri.TryCreate(value, UriKind.Absolute, out _)) Wrong(name, "must be an absolute URI"); break;
            case "lead": CheckName(name); lead = value; break;
            case "actor": CheckName(name); actor = value; break;
            default: CheckName(name); break;
        }
    }

    /// <summary>Takes an extension whose value is no text: a boolean or a whole number.</summary>
    public void TakeOther(string name, JsonElement value)
    {
        if (name is "id" or "type" or "source" or "specversion" or "subject" or "time" or "datacontenttype" or "dataschema" or "lead" or "actor")
            Wrong(name, "must be a text");
        else if (CheckName(name) && !(value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _))))
            Wrong(name, "must be a text, a whole number, true or false");
    }

    /// <summary>Notes what is missing; call when all attributes are taken.</summary>
    public void Complete()
    {
        if (version is null) Missing("specversion");
        else if (version != "1.0") Wrong("specversion", "must be 1.0");
        if (id is null) Missing("id");
        if (type is null) Missing("type");
        if (source is null) Missing("source");
        else if (source.Any(char.IsWhiteSpace) || !Uri.TryCreate(source, UriKind.RelativeOrAbsolute, out _)) Wrong("source", "must be a URI reference");
    }

    /// <summary>As one of our events; only without <see cref="Errors"/>.</summary>
    /// <param name="errors">Gets what is valid, but not ours.</param>
    public EventEnvelope ToEnvelope(List<FieldError> errors)
    {
        var names = lead is null ? BySubject : ByExtension;
        if (!IsJson) errors.Add(new FieldError("/datacontenttype", $"must be JSON, such as {Bodies.JsonBody.MediaType}"));
        if ((lead ?? subject) is not { } named) errors.Add(new FieldError(names.Lead, "is required: it names the lead, where the extension 'lead' does not"));
        else if (named.Length > OwnEventReader.LongestId) errors.Add(new FieldError(names.Lead, $"is longer than {OwnEventReader.LongestId} characters"));
        if (actor?.Length > OwnEventReader.LongestId) errors.Add(new FieldError("/actor", $"is longer than {OwnEventReader.LongestId} characters"));
        var personal = Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty("personal", out var found) ? found : default;
        // Of a type that is ours nothing more can be said while its data cannot be read.
        var shown = IsJson || !EventTypes.TryParse(type!, out _) ? type : null;
        return new EventEnvelope(EventIds.Of(source!, id!), shown, lead ?? subject, time, actor, Data, personal, names);
    }

    /// <summary>Its identity; null while it is none.</summary>
    public string? Identity => id is { Length: > 0 } && source is { Length: > 0 } ? EventIds.Of(source, id) : null;

    public void Wrong(string name, string error) => EventFields.Note(Errors, new FieldError(FieldError.Below("", EventFields.Shown(name)), error));

    private void Missing(string name)
    {
        if (!Errors.Exists(error => error.Pointer.AsSpan().TrimStart('/').SequenceEqual(name))) Wrong(name, "is required");
    }

    private string? NotEmpty(string name, string value)
    {
        if (value.Length > 0) return value;
        Wrong(name, "is empty");
        return null;
    }

    private string? Timestamp(string value)
    {
        if (OffsetDateTimePattern.Rfc3339.Parse(value).Success) return value;
        Wrong("time", "must be a timestamp of RFC 3339, such as 2026-11-02T09:15:00-03:00");
        return null;
    }

    private void ContentType(string value)
    {
        if (!MediaTypeHeaderValue.TryParse(value, out var parsed)) Wrong("datacontenttype", "must be a media type");
        else IsJson = parsed.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
    }

    private bool CheckName(string name)
    {
        if (name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))) return true;
        Wrong(name, "is no name of an attribute: lower-case letters and digits");
        return false;
    }
}
