using System.Xml;
using System.Xml.Linq;

namespace FunnelGrains.Storage.Moving;

/// <summary>A key that protects cookies: in a folder a file of that name, in a database a row.</summary>
/// <param name="Name">Without extension.</param>
/// <param name="Document">XML of ASP.NET Core's data protection, without white space between elements.</param>
internal sealed record KeyDocument(string Name, string Document)
{
    /// <summary>The keys of a data folder, by name; none where it has none.</summary>
    /// <exception cref="StorageStartException">A file is not XML.</exception>
    public static IReadOnlyList<KeyDocument> Of(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "keys");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.xml").Select(Read).OrderBy(key => key.Name, StringComparer.Ordinal)]
            : [];
    }

    private static KeyDocument Read(string file)
    {
        try
        {
            return new KeyDocument(Path.GetFileNameWithoutExtension(file), XElement.Load(file).ToString(SaveOptions.DisableFormatting));
        }
        catch (XmlException wrong)
        {
            throw new StorageStartException($"The key {file} is not XML: remove it, and whoever signed in with it signs in again.", wrong);
        }
    }
}
