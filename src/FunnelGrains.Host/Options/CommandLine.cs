namespace FunnelGrains.Host.Options;

/// <summary>The command line: <c>--name value</c>, <c>--name=value</c>, and flags; nothing else is let through.</summary>
internal static class CommandLine
{
    /// <summary>Whether the user only asks how to start it.</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments.Any(argument => argument is "--help" or "-h" or "-?");

    /// <summary>Whether the user only asks which version it is.</summary>
    public static bool AsksForVersion(IReadOnlyList<string> arguments) => arguments.Any(argument => argument is "--version");

    /// <summary>Turns the arguments into configuration; of a repeated one the last counts.</summary>
    /// <returns>Configuration key to value.</returns>
    /// <exception cref="StartRefusedException">An unknown option, a value missing, or a word that belongs to no option.</exception>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> arguments) => Parse(arguments, HostSettings.All);

    /// <summary>Likewise, where only these options are known.</summary>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> arguments, IReadOnlyList<HostSetting> options)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            var setting = options.FirstOrDefault(setting => setting.Switch == name) ?? throw Unknown(name, options);
            if (setting.Value is null)
            {
                value ??= "true";
            }
            else if (value is null)
            {
                value = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[++i]
                    : throw new StartRefusedException($"option {name} needs a value: {name} {setting.Value}.");
            }
            found[setting.Key] = value;
        }
        return found;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith('-'))
        {
            throw new StartRefusedException($"'{argument}' belongs to no option; --help lists them.");
        }
        var sign = argument.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? (argument, null) : (argument[..sign], argument[(sign + 1)..]);
    }

    private static StartRefusedException Unknown(string name, IReadOnlyList<HostSetting> options)
    {
        var near = Nearest.To(name, options.Select(setting => setting.Switch).OfType<string>());
        return new($"unknown option {name}; {(near is null ? "--help lists the options." : $"did you mean {near}?")}");
    }
}
