using FunnelGrains.Testing;
using k8s;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FunnelGrains.Host.Tests.Deployment;

/// <summary>The files of <c>docker/</c>, read.</summary>
internal static class DeploymentFiles
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(RepositoryFolder.Path, "docker");

    /// <summary>A file of it.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>All files, with their texts.</summary>
    public static IReadOnlyDictionary<string, string> Texts() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(path => System.IO.Path.GetRelativePath(Folder, path), File.ReadAllText);

    /// <summary>The objects of all manifests, as Kubernetes' own types; a member that these do not have is an error.</summary>
    public static IReadOnlyList<object> Manifests() =>
        [.. Directory.EnumerateFiles(Path("kubernetes"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(path => KubernetesYaml.LoadAllFromString(File.ReadAllText(path), strict: true))];

    /// <summary>A YAML document as maps, lists and texts, its merge keys resolved.</summary>
    public static Dictionary<object, object> Yaml(string name)
    {
        using var text = File.OpenText(Path(name));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
    }

    /// <summary>What is under keys, one after the other.</summary>
    public static T At<T>(this object node, params string[] keys) => (T)keys.Aggregate(node, (at, key) => ((Dictionary<object, object>)at)[key]);
}
