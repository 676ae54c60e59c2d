using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FunnelGrains.Cli;

/// <summary>The standard output, which tells when its reader has gone: the framework's own passes over a closed pipe in silence, so that a tail would go on for nobody.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <returns>The framework's own where the output is a file (it keeps the place that several programs share), a terminal, or closed.</returns>
    public static TextWriter Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.Out;
        try
        {
            var output = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return output.CanSeek ? Console.Out : new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        }
        catch (Exception closed) when (closed is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Console.Out;
        }
    }
}
