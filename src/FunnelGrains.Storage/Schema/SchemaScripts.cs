using System.Globalization;
using System.Text.RegularExpressions;

namespace FunnelGrains.Storage.Schema;

/// <summary>
/// The numbered scripts that make an engine's schema: 001.sql, 002.sql … without gaps; one that was released is never changed. A script after which programs of an
/// earlier schema still work, as they must for the time of a rolling upgrade and to go back to, says so in a line <c>-- Compatible from: 1</c>: the lowest schema that such
/// a program knows. It may only add: tables, columns that are NULL or have a default, indexes that are not unique.
/// </summary>
internal static partial class SchemaScripts
{
    /// <summary>The scripts of a part in their order; the first makes version 1.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="kind"><c>journal</c>, <c>read</c>, <c>grains</c> or <c>notices</c>; for PostgreSQL also <c>cluster</c> and <c>keys</c>.</param>
    public static IReadOnlyList<string> Of(string engine, string kind)
    {
        var scripts = new List<string>();
        while (Read(engine, kind, scripts.Count + 1) is { } script) scripts.Add(script);
        return scripts.Count > 0 ? scripts : throw new ArgumentException($"There are no scripts for {engine} {kind}", nameof(kind));
    }

    /// <summary>The lowest schema of a program that works after a script; the script's own where it says nothing.</summary>
    public static long CompatibleFrom(string script, long version) =>
        CompatibleLine().Match(script) is { Success: true } line ? long.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : version;

    private static string? Read(string engine, string kind, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{engine}/{kind}/{number:000}.sql");
        using var stream = typeof(SchemaScripts).Assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^-- Compatible from: ([0-9]{1,9})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CompatibleLine();
}
