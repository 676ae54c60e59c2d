namespace FunnelGrains.Host.Options;

/// <summary>One thing that can be set, by a switch, a configuration key or an environment variable.</summary>
/// <param name="Switch">With its dashes; null for what does not belong on a command line, where other users see it.</param>
/// <param name="Key">Configuration key; the environment's name has two underscores for each colon.</param>
/// <param name="Value">What the help calls its value; null for a flag, which needs none.</param>
/// <param name="Help">What it does, with its default.</param>
internal sealed record HostSetting(string? Switch, string Key, string? Value, string Help)
{
    /// <summary>The name of the environment variable.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);
}
