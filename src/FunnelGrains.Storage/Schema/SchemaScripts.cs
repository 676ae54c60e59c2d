using System.Globalization;

namespace FunnelGrains.Storage.Schema;

/// <summary>The numbered scripts that make an engine's schema: 001.sql, 002.sql … without gaps; one that was released is never changed.</summary>
internal static class SchemaScripts
{
    /// <summary>The scripts of a part in their order; the first makes version 1.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="kind"><c>journal</c>, <c>read</c> or <c>grains</c>; for PostgreSQL also <c>cluster</c>.</param>
    public static IReadOnlyList<string> Of(string engine, string kind)
    {
        var scripts = new List<string>();
        while (Read(engine, kind, scripts.Count + 1) is { } script) scripts.Add(script);
        return scripts.Count > 0 ? scripts : throw new ArgumentException($"There are no scripts for {engine} {kind}", nameof(kind));
    }

    private static string? Read(string engine, string kind, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{engine}/{kind}/{number:000}.sql");
        using var stream = typeof(SchemaScripts).Assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
