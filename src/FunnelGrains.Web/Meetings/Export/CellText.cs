namespace FunnelGrains.Web.Meetings.Export;

/// <summary>Texts that people wrote, made safe for programs that calculate with cells.</summary>
internal static class CellText
{
    /// <summary>Excel's longest cell.</summary>
    private const int Longest = 32_767;

    /// <summary>Whether a spreadsheet program would take the text for a formula, or for a command (OWASP, CSV injection).</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text.AsSpan().TrimStart(" \u00a0") is [var first, ..] && "=+-@\t\r\n|%＝＋－＠".Contains(first);

    /// <summary>The text with an apostrophe before what would be a formula: it is shown as it is.</summary>
    public static string Guarded(string text) => IsFormula(text) ? "'" + text : text;

    /// <summary>Without what XML cannot hold, and not longer than a cell.</summary>
    public static string ForXml(string text)
    {
        var kept = string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF))));
        if (kept.Length <= Longest) return kept;
        return kept[..(char.IsHighSurrogate(kept[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
