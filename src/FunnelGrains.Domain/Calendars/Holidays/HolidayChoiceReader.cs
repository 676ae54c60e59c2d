using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Reads a choice of holidays from JSON. Whether its country, region and keys are known is another question (<see cref="HolidayChoice.Validate"/>): what was agreed once stays readable.</summary>
public static class HolidayChoiceReader
{
    private const int MostEntries = 400, LongestText = 64;

    /// <summary>Reads <c>{"country": "BR", "region": "SP", "optional": ["carnival_tuesday"], "struckOff": ["2026-07-09"]}</c>.</summary>
    /// <param name="json">The choice's value.</param>
    /// <param name="at">JSON pointer of that value in its document.</param>
    /// <param name="errors">Receives every error found.</param>
    /// <returns>Null when at least one error was added.</returns>
    public static HolidayChoice? Read(JsonElement json, string at, ICollection<FieldError> errors)
    {
        var before = errors.Count;
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(at, "is not an object with country and region"));
            return null;
        }
        string? country = null, region = null;
        ImmutableArray<string> optional = [], struckOff = [];
        foreach (var member in json.EnumerateObject())
        {
            var pointer = FieldError.Below(at, member.Name);
            switch (member.Name)
            {
                case "country":
                    country = ReadText(member.Value, pointer, errors);
                    break;
                case "region":
                    region = member.Value.ValueKind == JsonValueKind.Null ? null : ReadText(member.Value, pointer, errors);
                    break;
                case "optional":
                    optional = ReadTexts(member.Value, pointer, errors);
                    break;
                case "struckOff":
                    struckOff = ReadTexts(member.Value, pointer, errors);
                    break;
                default:
                    errors.Add(new(pointer, "is not part of a choice of holidays"));
                    break;
            }
        }
        if (country is null && errors.Count == before) errors.Add(new(at + "/country", "is required"));
        return errors.Count == before ? new HolidayChoice { Country = country!, Region = region, Optional = optional, StruckOff = struckOff } : null;
    }

    private static string? ReadText(JsonElement json, string at, ICollection<FieldError> errors)
    {
        if (json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 and <= LongestText } text) return text;
        errors.Add(new(at, $"is not a text of 1 to {LongestText} characters"));
        return null;
    }

    private static ImmutableArray<string> ReadTexts(JsonElement json, string at, ICollection<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MostEntries)
        {
            errors.Add(new(at, $"is not an array of at most {MostEntries} texts"));
            return [];
        }
        return [.. json.EnumerateArray().Select((entry, index) => ReadText(entry, string.Create(CultureInfo.InvariantCulture, $"{at}/{index}"), errors) ?? "")];
    }
}
