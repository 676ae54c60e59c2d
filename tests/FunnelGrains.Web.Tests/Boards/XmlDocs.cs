using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FunnelGrains.Web.Tests.Boards;

/// <summary>The doc comments of our assemblies, so that a generated contract says what the C# says.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> types = [];

    public XmlDocs()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "FunnelGrains.*.xml"))
            foreach (var member in XDocument.Load(file).Descendants("member").Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal)))
                types[member.Attribute("name")!.Value[2..]] = member;
    }

    public string Summary(Type type) =>
        Text(types.GetValueOrDefault(type.FullName!)?.Element("summary")) ?? throw new InvalidOperationException($"{type} has no doc comment.");

    public string? Parameter(Type type, string name) =>
        Text(types.GetValueOrDefault(type.FullName!)?.Elements("param").FirstOrDefault(said => said.Attribute("name")!.Value == name));

    private static string? Text(XElement? said)
    {
        if (said is null) return null;
        var words = string.Concat(said.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
            XElement { Name.LocalName: "paramref" } named => $"`{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(named.Attribute("name")!.Value)}`",
            _ => "",
        }));
        return Spaces().Replace(words, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
