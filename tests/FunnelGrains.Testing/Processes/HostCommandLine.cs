using System.Diagnostics;
using System.Globalization;

namespace FunnelGrains.Testing.Processes;

/// <summary>How a host's process is called: nothing of the tests' own environment reaches it.</summary>
internal static class HostCommandLine
{
    /// <summary>Where a host with this port answers.</summary>
    public static Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    /// <summary>The call.</summary>
    public static ProcessStartInfo Of(HostLaunch launch, string data)
    {
        string[] host = [BuiltHost.Dotnet, "exec", BuiltHost.Assembly];
        string[] own = ["--data", data, "--urls", Address(launch.Port).GetLeftPart(UriPartial.Authority)];
        string[] parts = [.. launch.Mode is { } mode ? ["--mode", mode] : Array.Empty<string>(), .. launch.Demo ? ["--demo"] : Array.Empty<string>()];
        // Both the command before the host and the host itself, whose parent that command is.
        string[] under = launch.Under.IsEmpty ? [] : [.. launch.Under, .. Living.Tie];
        string[] line = [.. Living.Tie, .. under, .. host, .. own, .. parts, .. launch.Arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(IsHostSetting).ToList())
        {
            start.Environment.Remove(inherited);
        }
        start.Environment["FunnelGrains__AdminKey"] = launch.AdminKey;
        foreach (var (name, value) in launch.Settings)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    internal static bool IsHostSetting(string name) =>
        name.StartsWith("FunnelGrains__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase);
}
