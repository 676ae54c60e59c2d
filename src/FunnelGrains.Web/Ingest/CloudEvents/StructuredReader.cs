using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Ingest.CloudEvents;

/// <summary>A CloudEvent in its JSON format: an object that holds attributes and data.</summary>
internal static class StructuredReader
{
    /// <param name="json">A value without duplicate members.</param>
    /// <returns>Its attributes; whether it is one, its errors say.</returns>
    public static CloudEvent Read(JsonElement json)
    {
        var read = new CloudEvent();
        if (json.ValueKind != JsonValueKind.Object)
        {
            read.Errors.Add(new FieldError("", "must be a JSON object"));
            return read;
        }

        JsonElement data = default, base64 = default;
        foreach (var member in json.EnumerateObject())
        {
            if (JsonText.NameOf(member) is not { } name) EventFields.Note(read.Errors, new FieldError("", "has an attribute whose name is not valid Unicode"));
            else if (name == "data") data = member.Value;
            else if (name == "data_base64") base64 = member.Value;
            else if (member.Value.ValueKind == JsonValueKind.Null) continue;
            else if (member.Value.ValueKind != JsonValueKind.String) read.TakeOther(name, member.Value);
            else if (JsonText.Of(member.Value) is { } text) read.Take(name, text);
            else read.Wrong(name, "is not valid Unicode");
        }

        if (data.ValueKind != JsonValueKind.Undefined && base64.ValueKind != JsonValueKind.Undefined) read.Wrong("data_base64", "and data exclude each other");
        else read.Data = base64.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? data : Decode(base64, read);
        read.Complete();
        return read;
    }

    /// <summary>Octets that are said to be JSON are read as JSON; others are not ours, whatever they are.</summary>
    private static JsonElement Decode(JsonElement base64, CloudEvent read)
    {
        if (base64.ValueKind != JsonValueKind.String || !base64.TryGetBytesFromBase64(out var octets)) read.Wrong("data_base64", "must be a text in base 64");
        else if (!read.IsJson) return default;
        else if (JsonBody.Parse(octets, out var json) is not null) read.Wrong("data_base64", "holds no JSON that can be read");
        else
            using (json) return json.Root.Clone();
        return default;
    }
}
