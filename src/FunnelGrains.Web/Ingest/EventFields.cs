using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Ingest;

/// <summary>Reads the fields of one object and notes what is wrong with each.</summary>
internal readonly struct EventFields(JsonElement json, string at, List<FieldError> errors)
{
    public const int LongestText = 2_000;
    private const int LongestNumber = 40;
    private const int MostErrors = 50;

    /// <summary>A text of at most so many UTF-16 units; null, with what is wrong noted, for anything else; null for JSON's null.</summary>
    public static string? Text(JsonElement value, string pointer, int longest, List<FieldError> errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) errors.Add(new FieldError(pointer, "must be a text"));
        else if (JsonText.Of(value) is not { } text) errors.Add(new FieldError(pointer, "is not valid Unicode"));
        else if (text.Length <= longest) return text;
        else errors.Add(new FieldError(pointer, string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters")));
        return null;
    }

    /// <summary>A name that a sender made up, short enough to be told back to him.</summary>
    public static string Shown(string name) => name.Length <= 100 ? name : string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[99]) ? 99 : 100), "…");

    /// <summary>Whether a number is one that we can keep exactly.</summary>
    public static bool TryAmount(JsonElement value, out decimal amount)
    {
        amount = 0;
        return value.ValueKind == JsonValueKind.Number && value.GetRawText().Length <= LongestNumber && value.TryGetDecimal(out amount);
    }

    public bool Has(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name, bool required = false, int longest = LongestText)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) Add(name, "is required");
            return null;
        }

        var text = Text(value, FieldError.Below(at, name), longest, errors);
        if (!required || text is not "") return text;
        Add(name, "is empty");
        return null;
    }

    public decimal? Amount(string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (!TryAmount(value, out var amount))
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
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Add(name, "must be true or false");
        return false;
    }

    /// <summary>Notes what is wrong, up to fifty things an event: its sender can make up as many members as he likes.</summary>
    public static void Note(List<FieldError> errors, FieldError error)
    {
        if (errors.Count < MostErrors) errors.Add(error);
    }

    public void Add(string name, string error) => Note(errors, new FieldError(name.Length == 0 ? at : FieldError.Below(at, name), error));
}
