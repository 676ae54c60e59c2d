using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads the fields of one object and notes what is wrong with each.</summary>
internal sealed class EventFields(JsonElement json, string at, List<FieldError> errors)
{
    public const int LongestText = 2_000;

    public bool Has(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name, bool required = false, int longest = LongestText)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) Add(name, "is required");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String) return Wrong(name, "must be a text");
        if (Decode(value) is not { } text) return Wrong(name, "is not valid Unicode");
        if (required && text.Length == 0) return Wrong(name, "is empty");
        return text.Length > longest ? Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters")) : text;
    }

    public decimal? Amount(string name)
    {
        if (!Has(name)) return null;
        var value = json.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var amount))
        {
            Add(name, "must be a number");
            return null;
        }

        if (amount is < 0 or >= Domain.Leads.EventData.AmountLimit) Add(name, "must be 0 or more and below 10^12");
        else if (decimal.Round(amount, 4) != amount) Add(name, "must have at most 4 decimals");
        return amount;
    }

    public string? Currency(string name, bool required)
    {
        var code = Text(name, required);
        if (code is not null && (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))) Add(name, "must be three capital letters (ISO 4217)");
        return code;
    }

    public bool Flag(string name)
    {
        if (!Has(name)) return false;
        var value = json.GetProperty(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Add(name, "must be true or false");
        return false;
    }

    public void Add(string name, string error) => errors.Add(new FieldError(FieldError.Below(at, name), error));

    /// <summary>The text; null when it is not valid UTF-16 or UTF-8 (a lone surrogate).</summary>
    public static string? Decode(JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsSurrogate(text[i])) continue;
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return null;
                i++;
            }

            return text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string? Wrong(string name, string error)
    {
        Add(name, error);
        return null;
    }
}
