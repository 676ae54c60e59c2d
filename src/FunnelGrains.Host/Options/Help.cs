using System.Reflection;
using FunnelGrains.Host.Operations;

namespace FunnelGrains.Host.Options;

/// <summary>What <c>--help</c> and <c>--version</c> print.</summary>
internal static class Help
{
    /// <summary>The product's version, without the build's mark.</summary>
    public static string Version { get; } =
        (typeof(Help).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>The options, one a line.</summary>
    public static void Print(TextWriter to)
    {
        to.WriteLine("FunnelGrains: the agreement between Marketing and Sales, live.");
        to.WriteLine();
        to.WriteLine("usage: FunnelGrains.Host [options]");
        to.WriteLine("       FunnelGrains.Host --health URL   asks a running one; ends with 0 when it answers 200, else with 1");
        to.WriteLine();
        var rows = HostSettings.All.Select(setting => (setting, Usage: $"{setting.Switch} {setting.Value}".Trim())).ToArray();
        var width = rows.Where(row => row.setting.Switch is not null).Max(row => row.Usage.Length);
        foreach (var (setting, usage) in rows.Where(row => row.setting.Switch is not null))
        {
            to.WriteLine($"  {usage.PadRight(width)}  {setting.Help}");
        }
        to.WriteLine();
        to.WriteLine("or a command for the data itself, which ends when it is done; docker/README.md tells more:");
        foreach (var command in OperatorCommand.All)
        {
            var usage = string.Join(' ', command.Options.Select(option => $"{option.Switch} {option.Value}"));
            to.WriteLine($"  FunnelGrains.Host {command.Name} {usage}");
            to.WriteLine($"      {command.Help}");
        }
        to.WriteLine();
        to.WriteLine("Each option is also an environment variable; a TIME is a number with its unit: 500ms, 3s, 10m, 24h, 2d:");
        var variables = HostSettings.All.Max(setting => setting.Variable.Length);
        foreach (var setting in HostSettings.All)
        {
            to.WriteLine($"  {setting.Variable.PadRight(variables)}  {setting.Switch ?? $"{setting.Value}  {setting.Help}"}");
        }
    }
}
