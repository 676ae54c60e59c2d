using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Keys;

/// <summary>The key that somebody wants.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Scopes">One or more, each once.</param>
internal sealed record KeyOrder(string Name, ImmutableArray<string> Scopes)
{
    private const int LongestName = 100;
    private static readonly string[] Known = [Caller.Ingest, Caller.Read, Caller.Display, Caller.Admin];

    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static KeyOrder Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "must be an object"));
            return new KeyOrder("", []);
        }

        foreach (var member in json.EnumerateObject())
            if (JsonText.NameOf(member) is not ("name" or "scopes")) errors.Add(new FieldError("", "has a member that is not name or scopes"));
        return new KeyOrder(ReadName(json, errors), ReadScopes(json, errors));
    }

    private static string ReadName(JsonElement json, List<FieldError> errors)
    {
        if (json.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String
            && JsonText.Of(given)?.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl))
            return name;
        errors.Add(new FieldError("/name", $"must be a text of 1 to {LongestName} characters"));
        return "";
    }

    private static ImmutableArray<string> ReadScopes(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("scopes", out var given) || given.ValueKind != JsonValueKind.Array || given.GetArrayLength() is 0 or > 4)
        {
            errors.Add(new FieldError("/scopes", $"must be a list of {string.Join(", ", Known)}"));
            return [];
        }

        var scopes = given.EnumerateArray().Select(scope => scope.ValueKind == JsonValueKind.String ? JsonText.Of(scope) : null).ToList();
        for (var i = 0; i < scopes.Count; i++)
        {
            if (!Known.Contains(scopes[i], StringComparer.Ordinal)) errors.Add(new FieldError($"/scopes/{i}", $"must be one of {string.Join(", ", Known)}"));
            else if (scopes.IndexOf(scopes[i]) < i) errors.Add(new FieldError($"/scopes/{i}", "stands there twice"));
        }

        return [.. scopes.OfType<string>()];
    }
}
