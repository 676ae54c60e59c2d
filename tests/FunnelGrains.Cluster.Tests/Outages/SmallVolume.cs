using System.Diagnostics;
using System.Globalization;

namespace FunnelGrains.Cluster.Tests.Outages;

/// <summary>A volume of a few megabytes in memory, so that a disk can really be full.</summary>
internal sealed class SmallVolume : IDisposable
{
    private readonly string ballast;

    private SmallVolume(string path) => (Path, ballast) = (path, System.IO.Path.Combine(path, "ballast"));

    /// <summary>Whether this user may mount one.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.UserName == "root";

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts one.</summary>
    public static SmallVolume Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", path);
        return new SmallVolume(path);
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var file = File.Create(ballast);
        var block = new byte[4_096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void MakeRoom() => File.Delete(ballast);

    public void Dispose() => Run("umount", "-l", Path);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
