using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunnelGrains.Sdk;

/// <summary>A text in the product's two languages.</summary>
/// <param name="Pt">Brazilian Portuguese.</param>
/// <param name="En">English.</param>
[JsonConverter(typeof(LocalTextConverter))]
public sealed record LocalText(string Pt, string En)
{
    /// <summary>The English text.</summary>
    public override string ToString() => En;
}

/// <summary>Reads <c>{"pt": …, "en": …}</c>, and a lone string as both.</summary>
internal sealed class LocalTextConverter : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        if (value.ValueKind == JsonValueKind.Object)
            return new LocalText(Text(value, "pt"), Text(value, "en"));
        return value.ValueKind == JsonValueKind.String
            ? new LocalText(value.GetString()!, value.GetString()!)
            : throw new JsonException("A text is neither a string nor an object of languages.");
    }

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("pt", value.Pt);
        writer.WriteString("en", value.En);
        writer.WriteEndObject();
    }

    private static string Text(JsonElement of, string language) =>
        of.TryGetProperty(language, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
