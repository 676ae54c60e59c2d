using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Domain;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Displays;

/// <summary>A display that somebody wants, or wants otherwise.</summary>
/// <param name="Code">The code that the television shows, as it is kept; empty where none is asked for.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Settings">How it is to look.</param>
internal sealed record DisplayOrder(string Code, string Name, DisplaySettings Settings)
{
    private const int LongestName = 100;
    private static readonly string[] Members = ["name", "settings"];

    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static DisplayOrder Read(JsonElement json, bool withCode, List<FieldError> errors)
    {
        var wanted = withCode ? [.. Members, "code"] : Members;
        if (!IsObject(json, "", wanted, errors)) return new DisplayOrder("", "", DisplaySettings.Default);
        return new DisplayOrder(
            withCode ? ReadCode(json, errors) : "", ReadName(json, errors),
            json.TryGetProperty("settings", out var settings) && settings.ValueKind != JsonValueKind.Null ? ReadSettings(settings, errors) : DisplaySettings.Default);
    }

    private static string ReadCode(JsonElement json, List<FieldError> errors)
    {
        if (json.TryGetProperty("code", out var given) && PairingCode.Of(given) is { } code) return code;
        errors.Add(new FieldError("/code", $"must be the {Pairing.Length} characters that the television shows"));
        return "";
    }

    private static string ReadName(JsonElement json, List<FieldError> errors)
    {
        if (json.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String
            && JsonText.Of(given)?.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl))
            return name;
        errors.Add(new FieldError("/name", $"must be a text of 1 to {LongestName} characters"));
        return "";
    }

    private static DisplaySettings ReadSettings(JsonElement json, List<FieldError> errors)
    {
        var usual = DisplaySettings.Default;
        if (!IsObject(json, "/settings", ["names", "scenes", "seconds", "pinned", "sound", "language", "theme"], errors)) return usual;
        return new DisplaySettings(
            OneOf(json, "names", DisplaySettings.AllNames, errors) ?? usual.Names, ReadScenes(json, errors), ReadSeconds(json, errors),
            OneOf(json, "pinned", DisplaySettings.AllScenes, errors), ReadSound(json, errors), OneOf(json, "language", DisplaySettings.AllLanguages, errors),
            OneOf(json, "theme", DisplaySettings.AllThemes, errors) ?? usual.Theme);
    }

    private static ImmutableArray<string> ReadScenes(JsonElement json, List<FieldError> errors)
    {
        var all = DisplaySettings.AllScenes;
        if (!json.TryGetProperty("scenes", out var given) || given.ValueKind == JsonValueKind.Null) return all;
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() < 1 || given.GetArrayLength() > all.Length)
        {
            errors.Add(new FieldError("/settings/scenes", $"must be a list of one or more of {string.Join(", ", all)}"));
            return all;
        }

        var scenes = given.EnumerateArray().Select(scene => scene.ValueKind == JsonValueKind.String ? JsonText.Of(scene) : null).ToList();
        for (var i = 0; i < scenes.Count; i++)
        {
            if (scenes[i] is not { } scene || !all.Contains(scene)) errors.Add(new FieldError($"/settings/scenes/{i}", $"must be one of {string.Join(", ", all)}"));
            else if (scenes.IndexOf(scene) < i) errors.Add(new FieldError($"/settings/scenes/{i}", "stands there twice"));
        }

        return [.. scenes.OfType<string>()];
    }

    private static int ReadSeconds(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("seconds", out var given) || given.ValueKind == JsonValueKind.Null) return DisplaySettings.UsualSeconds;
        if (given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var seconds) && seconds is >= DisplaySettings.FewestSeconds and <= DisplaySettings.MostSeconds) return seconds;
        errors.Add(new FieldError("/settings/seconds", $"must be {DisplaySettings.FewestSeconds} to {DisplaySettings.MostSeconds}"));
        return DisplaySettings.UsualSeconds;
    }

    private static bool ReadSound(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("sound", out var given) || given.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (given.ValueKind == JsonValueKind.True) return true;
        errors.Add(new FieldError("/settings/sound", "must be true or false"));
        return false;
    }

    /// <returns>Null where it is not there or null, and where it is wrong.</returns>
    private static string? OneOf(JsonElement json, string name, ImmutableArray<string> known, List<FieldError> errors)
    {
        if (!json.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null) return null;
        if (given.ValueKind == JsonValueKind.String && JsonText.Of(given) is { } text && known.Contains(text)) return text;
        errors.Add(new FieldError($"/settings/{name}", $"must be one of {string.Join(", ", known)}"));
        return null;
    }

    private static bool IsObject(JsonElement json, string pointer, string[] members, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError(pointer, "must be an object"));
            return false;
        }

        foreach (var member in json.EnumerateObject())
            if (!members.Contains(JsonText.NameOf(member), StringComparer.Ordinal))
                errors.Add(new FieldError(pointer, $"has a member that is not {string.Join(", ", members)}"));
        return true;
    }
}
