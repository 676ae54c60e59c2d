using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>
/// Texts as PostgreSQL can hold them. It keeps no U+0000, which events, values and leads of other engines may contain: that becomes U+0001 U+0002, and U+0001
/// becomes U+0001 U+0003, so that different texts stay different and the order of their bytes stays what it was. Half a surrogate pair is no text in UTF-8
/// anywhere: it becomes U+FFFD, as on SQLite.
/// </summary>
internal static class PostgresText
{
    private const char Escape = '\u0001';
    private const char Nul = '\u0002';
    private const char Self = '\u0003';

    /// <summary>As it is stored.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Write(string? text)
    {
        if (text is null) return null;
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        if (!text.AsSpan().ContainsAny('\0', Escape)) return text;
        var written = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\0' => written.Append(Escape).Append(Nul),
                Escape => written.Append(Escape).Append(Self),
                _ => written.Append(letter),
            };
        }
        return written.ToString();
    }

    /// <summary>As it was before <see cref="Write"/>.</summary>
    public static string Read(string stored)
    {
        if (!stored.Contains(Escape, StringComparison.Ordinal)) return stored;
        var read = new StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] != Escape || i == stored.Length - 1) read.Append(stored[i]);
            else read.Append(stored[++i] == Nul ? '\0' : Escape);
        }
        return read.ToString();
    }
}
