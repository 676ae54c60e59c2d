using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads the attributes of a capture or an update; members without a meaning of their own are kept as they are.</summary>
internal static class AttributeReader
{
    private const int MostOthers = 50;
    private const int LongestName = 100;

    /// <param name="data">The event's data.</param>
    /// <param name="fields">The same, to read by name.</param>
    /// <param name="passOver">A member that is no attribute; null for none.</param>
    public static LeadAttributes Read(JsonElement data, EventFields fields, string? passOver)
    {
        ImmutableSortedDictionary<string, string>.Builder? other = null;
        foreach (var member in data.EnumerateObject())
        {
            if (IsNamed(member)) continue;
            if (JsonText.NameOf(member) is not { } name) fields.Add("", "has an attribute whose name is not valid Unicode");
            else if (name == passOver) continue;
            else if (other?.Count > MostOthers) continue;
            else if (Problem(name, member.Value) is { } problem) fields.Add(EventFields.Shown(name), problem);
            else (other ??= LeadAttributes.None.Other.ToBuilder())[name] = Canonical(member.Value);
        }

        if (other?.Count > MostOthers) fields.Add("", $"has more than {MostOthers} attributes");
        var attributes = new LeadAttributes(
            fields.Text("source", longest: 200), fields.Text("medium", longest: 200), fields.Text("campaign", longest: 200),
            fields.Text("segment", longest: 200), fields.Amount("value"), fields.Currency("currency", fields.Has("value")),
            other?.ToImmutable() ?? LeadAttributes.None.Other);
        return attributes == LeadAttributes.None ? LeadAttributes.None : attributes;
    }

    private static bool IsNamed(JsonProperty member) =>
        member.NameEquals("source"u8) || member.NameEquals("medium"u8) || member.NameEquals("campaign"u8)
        || member.NameEquals("segment"u8) || member.NameEquals("value"u8) || member.NameEquals("currency"u8);

    private static string? Problem(string name, JsonElement value) => value.ValueKind switch
    {
        _ when name.Length is 0 or > LongestName => $"an attribute's name has 1 to {LongestName} characters",
        JsonValueKind.Object or JsonValueKind.Array => "must be a text, a number, true, false or null",
        JsonValueKind.String when JsonText.Of(value) is not { Length: <= EventFields.LongestText } =>
            $"must be valid Unicode of at most {EventFields.LongestText} characters",
        JsonValueKind.Number when !EventFields.TryAmount(value, out _) => "is a number too large or too long",
        not (JsonValueKind.Number or JsonValueKind.Null) when name == "score" => "must be a number",
        _ => null,
    };

    private static string Canonical(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? JsonSerializer.Serialize(value.GetString()) : value.GetRawText();
}
