using System.Text.Json;

namespace FunnelGrains.Web.Bodies;

/// <summary>Texts of a JSON document, whose encoding a parser checks only when it is asked for them.</summary>
internal static class JsonText
{
    /// <summary>The text; null when it is not valid Unicode (broken UTF-8, a lone surrogate).</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The member's name; null when it is not valid Unicode.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether all texts and names below a value are valid Unicode, so that nothing that reads them can throw.</summary>
    public static bool IsValid(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value) is not null,
        JsonValueKind.Array => value.EnumerateArray().All(IsValid),
        JsonValueKind.Object => value.EnumerateObject().All(member => NameOf(member) is not null && IsValid(member.Value)),
        _ => true,
    };
}
