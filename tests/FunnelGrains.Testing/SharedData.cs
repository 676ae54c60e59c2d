using Xunit;

namespace FunnelGrains.Testing;

/// <summary>The facts and real data that tests compare with; they live outside the repository.</summary>
/// <remarks>The folder is that of <c>FUNNELGRAINS_SHARED_DATA</c>, else <c>shared/data</c> beside the repository's folder.</remarks>
public static class SharedData
{
    private const string Variable = "FUNNELGRAINS_SHARED_DATA";

    /// <summary>The full path of a file or folder of the data; the running test is skipped, with the reason, where it is not there.</summary>
    /// <param name="parts">The path below the data's folder.</param>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([Folder, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{path} is not there; {Variable} names the data's folder.");
        return path;
    }

    /// <summary>The data's folder, whether it is there or not.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(RepositoryFolder.Path, "..", "shared", "data");
}
