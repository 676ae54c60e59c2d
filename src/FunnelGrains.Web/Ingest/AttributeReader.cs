using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads the attributes of a capture or an update; members without a meaning of their own are kept as they are.</summary>
internal static class AttributeReader
{
    private const int MostOthers = 50;
    private const int LongestName = 100;

    public static LeadAttributes Read(JsonElement data, EventFields fields)
    {
        var other = LeadAttributes.None.Other.ToBuilder();
        foreach (var member in data.EnumerateObject())
        {
            if (member.Name is "source" or "medium" or "campaign" or "segment" or "value" or "currency") continue;
            if (Problem(member) is { } problem) fields.Add(member.Name, problem);
            else other[member.Name] = Canonical(member.Value);
        }

        if (other.Count > MostOthers) fields.Add("", $"has more than {MostOthers} attributes");
        var attributes = new LeadAttributes(
            fields.Text("source", longest: 200), fields.Text("medium", longest: 200), fields.Text("campaign", longest: 200),
            fields.Text("segment", longest: 200), fields.Amount("value"), fields.Currency("currency", fields.Has("value")), other.ToImmutable());
        return attributes == LeadAttributes.None ? LeadAttributes.None : attributes;
    }

    private static string? Problem(JsonProperty member) => member switch
    {
        { Name.Length: 0 or > LongestName } => $"an attribute's name has 1 to {LongestName} characters",
        { Value.ValueKind: JsonValueKind.Object or JsonValueKind.Array } => "must be a text, a number, true, false or null",
        { Value.ValueKind: JsonValueKind.String } when EventFields.Decode(member.Value) is not { Length: <= EventFields.LongestText } =>
            $"must be valid Unicode of at most {EventFields.LongestText} characters",
        { Value.ValueKind: JsonValueKind.Number } when !member.Value.TryGetDecimal(out _) => "is a number too large",
        { Name: "score", Value.ValueKind: not (JsonValueKind.Number or JsonValueKind.Null) } => "must be a number",
        _ => null,
    };

    private static string Canonical(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? JsonSerializer.Serialize(value.GetString()) : value.GetRawText();
}
