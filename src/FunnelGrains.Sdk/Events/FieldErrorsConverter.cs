using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

/// <summary>Reads <c>{"/data/stage": ["unknown"]}</c>, and a lone string in place of a list.</summary>
internal sealed class FieldErrorsConverter : JsonConverter<IReadOnlyDictionary<string, IReadOnlyList<string>>>
{
    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The errors are not an object.");
        var errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var field in document.RootElement.EnumerateObject())
            errors[field.Name] = field.Value.ValueKind == JsonValueKind.Array
                ? [.. field.Value.EnumerateArray().Select(element => element.ToString())]
                : [field.Value.ToString()];
        return errors;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (pointer, reasons) in value)
        {
            writer.WriteStartArray(pointer);
            foreach (var reason in reasons)
                writer.WriteStringValue(reason);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
