using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads personal data into the one text that says it: its members in a fixed order.</summary>
internal static class PersonalReader
{
    private const int LongestText = 500;
    private static readonly string[] Members = ["name", "email", "phone", "company"];
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>Null without any.</returns>
    public static string? Read(JsonElement personal, string at, List<FieldError> errors)
    {
        if (personal.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        if (personal.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError(at, "must be an object"));
            return null;
        }

        var known = 0;
        foreach (var member in personal.EnumerateObject())
        {
            if (JsonText.NameOf(member) is { } name && Members.Contains(name, StringComparer.Ordinal)) known++;
            // A name that we do not know may be anything, also an address: it is not told back.
            else EventFields.Note(errors, new FieldError(at, "has a member that is not one of name, email, phone, company"));
        }

        return known == 0 ? null : Write(personal, new EventFields(personal, at, errors));
    }

    private static string? Write(JsonElement personal, EventFields fields)
    {
        using var stream = new MemoryStream(256);
        using var writer = new Utf8JsonWriter(stream, Writing);
        writer.WriteStartObject();
        foreach (var name in Members)
            if (personal.TryGetProperty(name, out _) && fields.Text(name, longest: LongestText) is { } text) writer.WriteString(name, text);
        writer.WriteEndObject();
        writer.Flush();
        return stream.Length == 2 ? null : Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
