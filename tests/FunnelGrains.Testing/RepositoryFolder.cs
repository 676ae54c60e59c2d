namespace FunnelGrains.Testing;

/// <summary>Where the repository is, seen from a test that was built inside it.</summary>
public static class RepositoryFolder
{
    /// <summary>The full path of the folder of <c>FunnelGrains.sln</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside the repository.</exception>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FunnelGrains.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"No FunnelGrains.sln above {AppContext.BaseDirectory}.");
    }
}
