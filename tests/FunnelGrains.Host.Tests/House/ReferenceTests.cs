using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using FunnelGrains.Testing;

namespace FunnelGrains.Host.Tests.House;

/// <summary>Who may reference whom, by project file and by what the compiler put into the assemblies.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Domain"] = [],
        ["Abstractions"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Grains"] = ["Abstractions", "Storage"],
        ["Web"] = ["Abstractions"],
        ["Sdk"] = [],
        ["Cli"] = ["Sdk"],
        ["Host"] = ["Domain", "Abstractions", "Storage", "Grains", "Web"],
    };

    /// <summary>What no assembly of a project may touch, by the beginning of the name.</summary>
    private static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["Domain"] = ["Orleans.Runtime", "Orleans.Streaming", "Orleans.Persistence", "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.Extensions", "SQLitePCLRaw", "System.Data", "System.Net", "System.IO.FileSystem", "Npgsql"],
        ["Abstractions"] = ["Orleans.Runtime", "Orleans.Persistence", "Microsoft.AspNetCore", "Microsoft.Data", "SQLitePCLRaw", "System.Data", "System.Net.Http", "Npgsql"],
        ["Storage"] = ["Orleans.Runtime", "Orleans.Persistence", "Orleans.Core", "Microsoft.AspNetCore"],
        ["Grains"] = ["Microsoft.AspNetCore", "Microsoft.Data", "SQLitePCLRaw", "Orleans.Persistence", "Npgsql"],
        ["Web"] = ["Orleans.Runtime", "Orleans.Persistence", "Microsoft.Data", "SQLitePCLRaw", "System.Data", "Npgsql"],
    };

    public static TheoryData<string> AllProjects => [.. Projects.Keys];

    public static TheoryData<string> Guarded => [.. Foreign.Keys];

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_project_references_only_what_the_plan_allows(string project)
    {
        var file = Path.Combine(RepositoryFolder.Path, "src", $"FunnelGrains.{project}", $"FunnelGrains.{project}.csproj");
        XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')).Replace("FunnelGrains.", "", StringComparison.Ordinal))
            .Except(Projects[project])
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_its_place_in_the_plan() =>
        Directory.EnumerateDirectories(Path.Combine(RepositoryFolder.Path, "src"))
            .Select(folder => Path.GetFileName(folder).Replace("FunnelGrains.", "", StringComparison.Ordinal))
            .ShouldBe(Projects.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Guarded))]
    public void An_assembly_touches_only_its_own_neighbours_and_no_foreign_layer(string project)
    {
        var allowed = Closure(project).Select(neighbour => $"FunnelGrains.{neighbour}").ToHashSet();
        var references = References(project);
        references.Where(name => name.StartsWith("FunnelGrains.", StringComparison.Ordinal)).Except(allowed).ShouldBeEmpty();
        references.Where(name => Foreign[project].Any(foreign => name.StartsWith(foreign, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void The_host_reaches_everything_so_that_the_test_above_reads_real_assemblies() =>
        References("Host").ShouldContain("FunnelGrains.Storage");

    private static IEnumerable<string> Closure(string project) => Projects[project].SelectMany(next => Closure(next).Append(next)).Distinct();

    private static List<string> References(string project)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"FunnelGrains.{project}.dll"));
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }
}
