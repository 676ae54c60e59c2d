using System.Text;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>A folder for a test's files.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("funnelgrains-cli-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <returns>The new file's path.</returns>
    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(this[name], text, encoding ?? new UTF8Encoding(false));
        return this[name];
    }

    /// <summary>Many events, each of a lead of its own.</summary>
    /// <returns>The new file's path.</returns>
    public string WriteEvents(string name, string leads, int count)
    {
        using var file = File.CreateText(this[name]);
        for (var n = 0; n < count; n++)
            file.WriteLine($$$"""{"id":"c","type":"lead.captured","lead":"{{{leads}}}-{{{n}}}","occurredAt":"2026-10-02T09:15:00-03:00","data":{"source":"{{{leads}}}"}}""");
        return this[name];
    }

    public void Dispose() => folder.Delete(recursive: true);
}
