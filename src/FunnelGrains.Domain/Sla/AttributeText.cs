using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunnelGrains.Domain.Sla;

/// <summary>An attribute's value as filters compare it.</summary>
internal static class AttributeText
{
    /// <summary>A text as it is, anything else as its JSON.</summary>
    public static string Of(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The same from JSON text.</summary>
    public static string Of(string json)
    {
        if (json.Length == 0 || json[0] != '"') return json;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }

    /// <summary>A text as JSON.</summary>
    public static string Json(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
