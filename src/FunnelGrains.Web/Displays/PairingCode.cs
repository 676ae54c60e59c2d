using System.Text.Json;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Web.Bodies;

namespace FunnelGrains.Web.Displays;

/// <summary>A code as people type it.</summary>
internal static class PairingCode
{
    private const int LongestTyped = 40;

    /// <summary>In capitals, without spaces and hyphens; null for what can be none.</summary>
    public static string? Of(JsonElement given) => given.ValueKind == JsonValueKind.String && JsonText.Of(given) is { Length: <= LongestTyped } typed ? Of(typed) : null;

    private static string? Of(string typed)
    {
        var code = new string([.. typed.Where(letter => letter is not (' ' or '-' or '\t')).Select(char.ToUpperInvariant)]);
        return code.Length == Pairing.Length && code.AsSpan().IndexOfAnyExcept(Pairing.Letters) < 0 ? code : null;
    }
}
