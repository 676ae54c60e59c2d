using System.Runtime.InteropServices;

namespace FunnelGrains.Testing.Processes;

/// <summary>The host as the build left it: the program that users start, not a copy inside a test's folder.</summary>
public static class BuiltHost
{
    private const string Project = "FunnelGrains.Host";

    /// <summary>The host's assembly, of the same configuration as the running tests; or a published one, which <c>FUNNELGRAINS_HOST</c> names.</summary>
    /// <exception cref="FileNotFoundException">The host is not built.</exception>
    public static string Assembly { get; } = FindAssembly();

    /// <summary>The <c>dotnet</c> program whose runtime runs these tests.</summary>
    public static string Dotnet { get; } = FindDotnet();

    private static string FindAssembly()
    {
        if (Environment.GetEnvironmentVariable("FUNNELGRAINS_HOST") is { Length: > 0 } published)
            return File.Exists(published) ? Path.GetFullPath(published) : throw new FileNotFoundException("FUNNELGRAINS_HOST names no file.", published);
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(
            RepositoryFolder.Path, "src", Project, "bin", output.Parent?.Name ?? "Debug", output.Name, $"{Project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The host is not built: dotnet build first.", path);
    }

    private static string FindDotnet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var path = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(path) ? path : "dotnet";
    }
}
